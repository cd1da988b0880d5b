namespace InventorySync.Storage.EfCore.Model;

/// <summary>A level as it was after its last archived movement: where its history in the ledger begins.</summary>
internal sealed class OpeningRow
{
    public long LevelId { get; set; }

    public long Version { get; set; }

    public long OnHand { get; set; }

    public long Reserved { get; set; }
}
