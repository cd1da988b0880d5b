using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Engine;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class EngineRegistration
{
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        return services;
    }
}
