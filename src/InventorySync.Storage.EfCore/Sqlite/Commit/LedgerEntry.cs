namespace InventorySync.Storage.EfCore.Sqlite.Commit;

/// <summary>One movement's own numbers: what it changed, and the level after it.</summary>
internal readonly record struct LedgerEntry(long Version, long OnHandDelta, long ReservedDelta, long OnHand, long Reserved);
