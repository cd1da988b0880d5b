namespace InventorySync.Storage.EfCore.Model;

/// <summary>The stock of one SKU at one location.</summary>
internal sealed class LevelRow
{
    public long Id { get; set; }

    public required string Sku { get; set; }

    public required string Location { get; set; }

    public long OnHand { get; set; }

    public long Reserved { get; set; }

    public long Version { get; set; }
}
