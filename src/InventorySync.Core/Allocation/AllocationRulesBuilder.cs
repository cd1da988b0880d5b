using InventorySync.Stock;

namespace InventorySync.Allocation;

/// <summary>Says how the pool of an article is divided between the channels: an article's own rule counts, else its category's, else the default.</summary>
/// <remarks>
/// <code>
/// allocation.Default(new ProportionalAllocation());            // by each channel's share of what was sold
/// allocation.ForCategory("glass", new PriorityAllocation(minimum: 2));
/// allocation.ForSku("CUP-01", new FixedAllocation(units));
/// </code>
/// <para>Used at start, by one thread.</para>
/// </remarks>
public sealed class AllocationRulesBuilder
{
    private readonly AllocationOptions _options;

    internal AllocationRulesBuilder(AllocationOptions options) => _options = options;

    /// <summary>Sets the strategy of every article that no other rule is for.</summary>
    /// <param name="strategy">The strategy; one instance serves every article, from any thread.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">There is a default already.</exception>
    public AllocationRulesBuilder Default(IAllocationStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        if (_options.Default is { } before)
        {
            throw new InvalidOperationException(
                $"Default({strategy.Name}) follows Default({before.Name}); keep one, and make rules for categories or articles of the other.");
        }

        _options.Default = strategy;
        return this;
    }

    /// <summary>Sets the strategy of the articles of one category of the catalogue.</summary>
    /// <param name="category">The category, letter by letter.</param>
    /// <param name="strategy">The strategy; one instance serves every article, from any thread.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="category"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The category has a strategy already.</exception>
    public AllocationRulesBuilder ForCategory(string category, IAllocationStrategy strategy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(category);
        ArgumentNullException.ThrowIfNull(strategy);
        return Added(_options.ByCategory.TryAdd(category, strategy), nameof(ForCategory), category);
    }

    /// <summary>Sets the strategy of one article or kit.</summary>
    /// <param name="sku">Its SKU.</param>
    /// <param name="strategy">The strategy; one instance serves every article, from any thread.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="sku"/> is no valid SKU.</exception>
    /// <exception cref="InvalidOperationException">The article has a strategy already.</exception>
    public AllocationRulesBuilder ForSku(string sku, IAllocationStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return Added(_options.BySku.TryAdd(new Sku(sku), strategy), nameof(ForSku), sku);
    }

    /// <summary>Sets how far back sales are counted, for the strategies that go by them. The configuration's <c>SalesDays</c> counts more.</summary>
    /// <param name="days">Whole days of UTC, up to the last midnight; 1 to 366. Unless set: 28.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is outside 1 to 366.</exception>
    public AllocationRulesBuilder SalesOfDays(int days)
    {
        if (AllocationOptions.SalesDaysFault(days, "SalesOfDays") is { } fault)
        {
            throw new ArgumentOutOfRangeException(nameof(days), fault);
        }

        _options.SalesDays = days;
        return this;
    }

    private AllocationRulesBuilder Added(bool isAdded, string method, string value) => isAdded
        ? this
        : throw new InvalidOperationException($"{method}(\"{value}\") is called twice; an article or a category has one strategy. Keep one of the calls.");
}
