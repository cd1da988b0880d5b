using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Demand;

/// <summary>Tells how fast articles sell, for policies and strategies that reckon with it.</summary>
/// <remarks>
/// What is not known counts as not sold: an article of which no order was seen lately has no demand anywhere. A kit's demand is
/// that of its component which runs out first at the present rates, in kits. Answers come from memory, at once. Safe from any thread.
/// </remarks>
public interface IDemand
{
    /// <summary>The demand for an article or kit, one entry for each place where it sold lately.</summary>
    /// <param name="sku">The article or kit.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Ordered by channel, sales that name none first; empty where it did not sell.</returns>
    IReadOnlyList<ChannelDemand> Of(Sku sku, DateTimeOffset now);

    /// <summary>The units that were sold of late.</summary>
    /// <param name="sku">The article or kit.</param>
    /// <param name="since">Orders placed at or after this moment count; a started minute counts whole. No further back than a day.</param>
    /// <param name="except">The channel whose own orders do not count; null: all count.</param>
    /// <returns>0 or more.</returns>
    long UnitsSold(Sku sku, DateTimeOffset since, ChannelId? except);
}
