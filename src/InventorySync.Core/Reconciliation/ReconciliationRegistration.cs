using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Reconciliation;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class ReconciliationRegistration
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services)
    {
        return services;
    }
}
