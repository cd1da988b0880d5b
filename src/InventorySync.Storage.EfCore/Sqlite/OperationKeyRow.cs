namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>Where in the ledger an operation is found: what makes its id unique for ever.</summary>
internal sealed class OperationKeyRow
{
    public required byte[] Key { get; set; }

    /// <summary>The ledger row with the operation's line 0.</summary>
    public long LedgerId { get; set; }
}
