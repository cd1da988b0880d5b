namespace InventorySync.Load.Subjects.EntityFramework;

/// <summary>A row of a rival's ledger.</summary>
internal sealed class RivalSale
{
    public long Id { get; set; }

    public required string Key { get; set; }

    public required string Sku { get; set; }

    public required string Location { get; set; }

    public long Quantity { get; set; }

    public DateTimeOffset At { get; set; }
}
