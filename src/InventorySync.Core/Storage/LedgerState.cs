using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>What the ledger holds of the keys that were asked for, read at one moment.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed class LedgerState
{
    /// <summary>The levels of the SKUs, at every location.</summary>
    public IReadOnlyList<Level> Levels { get; init; } = [];

    /// <summary>The reservations that exist.</summary>
    public IReadOnlyList<Reservation> Reservations { get; init; } = [];

    /// <summary>The orders of which a snapshot was applied.</summary>
    public IReadOnlyList<OrderState> Orders { get; init; } = [];

    /// <summary>The operations that were applied.</summary>
    public IReadOnlyList<RecordedOperation> Operations { get; init; } = [];
}
