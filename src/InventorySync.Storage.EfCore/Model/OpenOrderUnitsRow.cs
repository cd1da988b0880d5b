namespace InventorySync.Storage.EfCore.Model;

/// <summary>Units of one SKU that one order still has open; gone when there are none.</summary>
internal sealed class OpenOrderUnitsRow
{
    public required string Channel { get; set; }

    public required string OrderId { get; set; }

    /// <summary>The SKU as ordered, a kit's own too.</summary>
    public required string Sku { get; set; }

    public long Units { get; set; }
}
