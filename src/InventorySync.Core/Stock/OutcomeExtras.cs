using InventorySync.Alerts;
using InventorySync.Reservations;

namespace InventorySync.Stock;

/// <summary>What few outcomes have.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
internal sealed record OutcomeExtras
{
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    public ReservationId? Reservation { get; init; }

    public Shortfall? Shortfall { get; init; }

    public IReadOnlyList<Incident> Incidents { get; init; } = [];
}
