namespace InventorySync.Storage.EfCore.Model;

/// <summary>One item of the catalogue.</summary>
internal sealed class ItemRow
{
    public required string Sku { get; set; }

    public string? Category { get; set; }

    public long BackorderLimit { get; set; }

    /// <summary>What a kit is made of, as JSON; null for an ordinary article.</summary>
    public string? Components { get; set; }
}
