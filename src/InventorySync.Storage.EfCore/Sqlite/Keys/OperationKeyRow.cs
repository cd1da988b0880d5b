namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>Where in the ledger an operation is found, once its key was folded: see <see cref="HeldKeys"/>.</summary>
internal sealed class OperationKeyRow
{
    public required byte[] Key { get; set; }

    /// <summary>The ledger row with the operation's line 0.</summary>
    public long LedgerId { get; set; }
}
