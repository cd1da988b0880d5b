namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>Up to where the keys of one slice stand in <c>operation_keys</c>; those of later ledger rows are found in the rows themselves.</summary>
internal sealed class OperationKeyFoldRow
{
    public int Slice { get; set; }

    /// <summary>Every operation of the slice whose first ledger row has this id or a lower one is folded.</summary>
    public long FoldedTo { get; set; }
}
