namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>An operation's key, and the ledger row with its line 0.</summary>
internal readonly record struct HeldKey(UInt128 Key, long LedgerId);
