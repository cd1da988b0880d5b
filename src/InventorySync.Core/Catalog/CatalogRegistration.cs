using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Catalog;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class CatalogRegistration
{
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        return services;
    }
}
