namespace InventorySync.Load.Subjects.EntityFramework;

/// <summary>A row of a rival's stock.</summary>
internal sealed class RivalStock
{
    public required string Sku { get; set; }

    public required string Location { get; set; }

    public long OnHand { get; set; }

    public long Version { get; set; }
}
