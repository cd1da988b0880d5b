using InventorySync.Stock;

namespace InventorySync.Crash.Telling;

/// <summary>A change of a level, as a caller was told it and as the ledger has it: the two must be equal.</summary>
internal readonly record struct Change(string Sku, long OnHandDelta, long ReservedDelta, long OnHand, long Reserved, long Version)
{
    public static Change Of(in AppliedLine line) => new(line.Sku.Value, line.OnHandDelta, line.ReservedDelta, line.OnHand, line.Reserved, line.Version);

    public static Change Of(Movement row) => new(row.Sku.Value, row.OnHandDelta, row.ReservedDelta, row.OnHand, row.Reserved, row.Version);
}
