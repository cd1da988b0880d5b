using InventorySync.Engine;
using InventorySync.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InventorySync.Reservations;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class ReservationsRegistration
{
    public static IServiceCollection AddReservations(this IServiceCollection services)
    {
        services.TryAddSingleton<ReservationWake>();
        services.AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<ReservationWake>());
        services.TryAddSingleton<ReservationExpiry>();
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<ReservationExpiry>());
        return services;
    }
}
