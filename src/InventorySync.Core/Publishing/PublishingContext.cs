using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>What a published quantity is reckoned from, besides the rules.</summary>
internal readonly record struct PublishingContext(Sku Sku, SalesChannel Channel, CatalogSnapshot Catalog, StockView Stock, DateTimeOffset Now)
{
    /// <summary>What a division between channels goes by.</summary>
    /// <value>nothing known: every channel competes, and nobody sold anything</value>
    public AllocationView Allocation { get; init; } = AllocationView.Unknown;

    /// <summary>Whether what lies at a location counts for the channel.</summary>
    public bool Counts(LocationId location) => Channel.IsServedBy(location) && Catalog.FindLocation(location) is { IsActive: true };
}
