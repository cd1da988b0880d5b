using InventorySync.Reconciliation.Verification;
using InventorySync.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InventorySync.Reconciliation;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class ReconciliationRegistration
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services)
    {
        services.TryAddSingleton<ILedgerVerifier, LedgerVerifier>();
        services.TryAddSingleton(provider => new LedgerHealthCheck(
            provider.GetRequiredService<ILedgerVerifier>(), provider.GetRequiredService<LoopRuntime>()));
        return services;
    }
}
