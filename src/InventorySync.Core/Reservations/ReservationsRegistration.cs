using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Reservations;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class ReservationsRegistration
{
    public static IServiceCollection AddReservations(this IServiceCollection services)
    {
        return services;
    }
}
