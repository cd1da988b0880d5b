using InventorySync.Reservations;

namespace InventorySync.Storage.Queries;

/// <summary>Which reservations to read: those that meet every condition given.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record ReservationFilter
{
    /// <summary>Only this cart's, order's or transfer's.</summary>
    /// <value>null: any</value>
    public ReservationOwner? Owner { get; init; }

    /// <summary>Only those in this state.</summary>
    /// <value>null: any</value>
    public ReservationStatus? Status { get; init; }
}
