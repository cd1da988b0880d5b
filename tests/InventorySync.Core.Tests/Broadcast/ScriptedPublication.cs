using InventorySync.Channels;
using InventorySync.Publishing;
using InventorySync.Stock;

namespace InventorySync.Broadcast;

/// <summary>What channels are to show, as the test says.</summary>
internal sealed class ScriptedPublication : IPublicationReader
{
    private readonly Dictionary<Sku, (long Quantity, long Own)> _quantities = [];

    /// <summary>The next moment at which rules change; null: never.</summary>
    public DateTimeOffset? RuleChange { get; set; }

    /// <summary>SKUs read so far, repeats included.</summary>
    public long Reads { get; private set; }

    public void Set(string sku, long quantity, long own = 0) => _quantities[new Sku(sku)] = (quantity, own);

    /// <summary>When each quantity is to be reckoned anew although nothing is signalled; null: never.</summary>
    public Func<Sku, DateTimeOffset?> ReviewAt { get; set; } = _ => null;

    public Task<IReadOnlyList<PublishedQuantity>> ReadAsync(SalesChannel channel, IReadOnlyList<Sku> skus, CancellationToken cancellationToken)
    {
        Assert.Equal(skus.Count, skus.Distinct().Count());
        Reads += skus.Count;
        return Task.FromResult<IReadOnlyList<PublishedQuantity>>(
            [.. skus.Select(sku => (_quantities.TryGetValue(sku, out var set) ? new PublishedQuantity(sku, set.Quantity, set.Own) : new PublishedQuantity(sku, 0, 0)) with { ReviewAt = ReviewAt(sku) })]);
    }

    public DateTimeOffset? NextRuleChange(SalesChannel channel, DateTimeOffset after) => RuleChange > after ? RuleChange : null;
}
