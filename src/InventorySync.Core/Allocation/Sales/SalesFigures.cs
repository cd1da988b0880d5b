using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Allocation.Sales;

/// <summary>What each channel sold of each article in the days up to a midnight of UTC. Immutable; safe from any thread.</summary>
/// <remarks>
/// One state for all channels: were each division to see sales of its own moment, the quotas of one article would add up to more
/// than its pool.
/// </remarks>
internal sealed class SalesFigures
{
    private readonly IReadOnlyDictionary<(Sku Sku, ChannelId Channel), ArticleSales> _sales;

    /// <param name="sales">Articles that were sold, by channel; kept, so leave it alone.</param>
    /// <param name="days">For how many days it was counted.</param>
    /// <param name="until">The moment up to which it was counted.</param>
    public SalesFigures(IReadOnlyDictionary<(Sku Sku, ChannelId Channel), ArticleSales> sales, int days, DateTimeOffset until)
    {
        _sales = sales;
        Days = days;
        Until = until;
    }

    public static SalesFigures None { get; } = new(new Dictionary<(Sku, ChannelId), ArticleSales>(), 0, DateTimeOffset.MinValue);

    public int Days { get; }

    public DateTimeOffset Until { get; }

    public ArticleSales Of(Sku sku, ChannelId channel) => _sales.TryGetValue((sku, channel), out var sales) ? sales : default;

    /// <summary>The articles whose figures differ from others', in the order of their ids.</summary>
    public IReadOnlyList<Sku> Changed(SalesFigures before)
    {
        SortedSet<Sku> changed = [];
        foreach (var (key, sales) in _sales)
        {
            if (before.Of(key.Sku, key.Channel).Units != sales.Units)
            {
                changed.Add(key.Sku);
            }
        }

        foreach (var key in before._sales.Keys)
        {
            if (!_sales.ContainsKey(key))
            {
                changed.Add(key.Sku);
            }
        }

        return [.. changed];
    }
}
