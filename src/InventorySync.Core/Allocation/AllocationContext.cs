using InventorySync.Stock;

namespace InventorySync.Allocation;

/// <summary>What an allocation strategy divides, and between whom.</summary>
public readonly ref struct AllocationContext
{
    /// <summary>Makes a context.</summary>
    /// <param name="sku">The article or kit.</param>
    /// <param name="category">Its category in the catalogue; null: none.</param>
    /// <param name="pool">Units to divide, at least 0.</param>
    /// <param name="channels">The channels, by priority, then by id. At least one.</param>
    /// <param name="salesDays">Days for which the channels' sales are counted; 0: they are not.</param>
    public AllocationContext(Sku sku, string? category, long pool, ReadOnlySpan<AllocationChannel> channels, int salesDays = 0)
    {
        Sku = sku;
        Category = category;
        Pool = pool;
        Channels = channels;
        SalesDays = salesDays;
    }

    /// <summary>The article or kit.</summary>
    public Sku Sku { get; }

    /// <summary>Its category in the catalogue; null: none.</summary>
    public string? Category { get; }

    /// <summary>Units to divide, at least 0.</summary>
    public long Pool { get; }

    /// <summary>The channels that list the article, by priority, then by id. At least one.</summary>
    public ReadOnlySpan<AllocationChannel> Channels { get; }

    /// <summary>Days for which the channels' sales are counted; 0: they are not.</summary>
    public int SalesDays { get; }
}
