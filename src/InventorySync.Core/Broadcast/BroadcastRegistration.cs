using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Broadcast;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class BroadcastRegistration
{
    public static IServiceCollection AddBroadcast(this IServiceCollection services)
    {
        return services;
    }
}
