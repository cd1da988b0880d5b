using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Publishing;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class PublishingRegistration
{
    public static IServiceCollection AddPublishing(this IServiceCollection services)
    {
        return services;
    }
}
