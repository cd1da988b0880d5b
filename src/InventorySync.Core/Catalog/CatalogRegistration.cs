using InventorySync.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InventorySync.Catalog;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class CatalogRegistration
{
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.TryAddSingleton<InventoryCatalog>();
        services.TryAddSingleton<ICatalog>(provider => provider.GetRequiredService<InventoryCatalog>());
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<InventoryCatalog>());
        return services;
    }
}
