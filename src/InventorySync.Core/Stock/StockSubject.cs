using InventorySync.Intake;
using InventorySync.Reservations;

namespace InventorySync.Stock;

/// <summary>The reservation or order that an operation is about. Apart from the operation, because most, sales above all, have none.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
internal sealed record StockSubject
{
    public required ReservationId Reservation { get; init; }

    public ReservationTerms? Terms { get; init; }

    public OrderSnapshot? Order { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
