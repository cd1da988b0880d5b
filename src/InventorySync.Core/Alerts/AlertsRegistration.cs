using InventorySync.Alerts.Classification;
using InventorySync.Alerts.Retrying;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InventorySync.Alerts;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class AlertsRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.TryAddSingleton<OversellInquiry>();
        services.TryAddSingleton<IDeadLetters, DeadLetterDesk>();
        services.TryAddSingleton<IIncidents, IncidentDesk>();
        return services;
    }
}
