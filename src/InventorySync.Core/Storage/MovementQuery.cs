using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>Which movements to read: those that meet every condition given.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record MovementQuery
{
    /// <summary>Only this SKU's.</summary>
    /// <value>null: any</value>
    public Sku? Sku { get; init; }

    /// <summary>Only this location's.</summary>
    /// <value>null: any</value>
    public LocationId? Location { get; init; }

    /// <summary>Only this operation's.</summary>
    /// <value>null: any</value>
    public OperationId? Operation { get; init; }

    /// <summary>Only this reservation's, which for a marketplace order is the order's.</summary>
    /// <value>null: any</value>
    public ReservationId? Reservation { get; init; }

    /// <summary>Only those recorded at or after this moment.</summary>
    /// <value>null: any</value>
    public DateTimeOffset? RecordedFrom { get; init; }

    /// <summary>Only those recorded before this moment.</summary>
    /// <value>null: any</value>
    public DateTimeOffset? RecordedBefore { get; init; }

    /// <summary>Whether to read what was archived too. A store without an archive keeps everything in its ledger.</summary>
    /// <value>default: false</value>
    public bool IncludeArchived { get; init; }
}
