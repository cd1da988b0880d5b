namespace InventorySync.Storage.EfCore.Model;

/// <summary>Units of one level that a reservation holds.</summary>
internal sealed class ReservationLineRow
{
    public long ReservationId { get; set; }

    public int Line { get; set; }

    public required string Sku { get; set; }

    public required string Location { get; set; }

    public long Quantity { get; set; }

    public long Open { get; set; }
}
