using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>What the engine asks the ledger for before it decides. Each list has each key at most once.</summary>
/// <remarks>Not safe for use by several threads at once; the engine reuses one.</remarks>
public sealed class LedgerKeys
{
    /// <summary>SKUs whose levels, at every location, are wanted.</summary>
    public List<Sku> Skus { get; } = [];

    /// <summary>Reservations that are wanted.</summary>
    public List<ReservationId> Reservations { get; } = [];

    /// <summary>Orders that are wanted.</summary>
    public List<OrderKey> Orders { get; } = [];

    /// <summary>Operations of which it is wanted whether they were applied, and with which outcome.</summary>
    public List<OperationId> Operations { get; } = [];

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => Skus.Count == 0 && Reservations.Count == 0 && Orders.Count == 0 && Operations.Count == 0;

    /// <summary>Empties all lists.</summary>
    public void Clear()
    {
        Skus.Clear();
        Reservations.Clear();
        Orders.Clear();
        Operations.Clear();
    }
}
