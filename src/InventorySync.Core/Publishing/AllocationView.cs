using InventorySync.Allocation.Sales;
using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>What a division goes by besides the stock, read together with it. Immutable.</summary>
internal sealed class AllocationView
{
    private readonly IReadOnlySet<ListingKey>? _listed;

    /// <param name="listed">Who lists what, of the articles that are divided; null: not known, so that everyone competes.</param>
    /// <param name="sales">What was sold.</param>
    public AllocationView(IReadOnlySet<ListingKey>? listed, SalesFigures sales)
    {
        _listed = listed;
        Sales = sales;
    }

    public static AllocationView Unknown { get; } = new(listed: null, SalesFigures.None);

    public SalesFigures Sales { get; }

    /// <summary>Whether a channel has a listing of the article, active or not: one that is held goes on showing what it shows.</summary>
    public bool IsListed(Sku sku, ChannelId channel) => _listed?.Contains(new ListingKey(channel, sku)) ?? true;
}
