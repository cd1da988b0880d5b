using InventorySync.Allocation.Sales;
using InventorySync.Broadcast;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Allocation;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class AllocationRegistration
{
    public static IServiceCollection AddAllocation(this IServiceCollection services)
    {
        services.TryAddSingleton<IAllocationStrategy, SharedAllocation>();
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AllocationOptions>>().Value;
            return new AllocationRuleSet(options.Default ?? provider.GetRequiredService<IAllocationStrategy>(), options.BySku, options.ByCategory);
        });
        services.TryAddSingleton(provider => new LedgerSales(
            provider.GetRequiredService<AllocationRuleSet>().UsesSales ? provider.GetRequiredService<IOptions<AllocationOptions>>().Value.SalesDays : 0,
            provider.GetRequiredService<IInventoryStore>(),
            provider.GetRequiredService<BroadcastSignals>(),
            provider.GetRequiredService<LoopRuntime>(),
            provider.GetRequiredService<ILogger<LedgerSales>>()));
        services.TryAddSingleton<ISalesShares>(provider => provider.GetRequiredService<LedgerSales>());
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<LedgerSales>());
        return services;
    }
}
