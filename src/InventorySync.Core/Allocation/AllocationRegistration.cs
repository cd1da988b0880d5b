using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InventorySync.Allocation;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class AllocationRegistration
{
    public static IServiceCollection AddAllocation(this IServiceCollection services)
    {
        services.TryAddSingleton<IAllocationStrategy, SharedAllocation>();
        return services;
    }
}
