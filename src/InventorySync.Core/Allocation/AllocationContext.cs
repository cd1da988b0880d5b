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
    public AllocationContext(Sku sku, string? category, long pool, ReadOnlySpan<AllocationChannel> channels)
    {
        Sku = sku;
        Category = category;
        Pool = pool;
        Channels = channels;
    }

    /// <summary>The article or kit.</summary>
    public Sku Sku { get; }

    /// <summary>Its category in the catalogue; null: none.</summary>
    public string? Category { get; }

    /// <summary>Units to divide, at least 0.</summary>
    public long Pool { get; }

    /// <summary>The channels, by priority, then by id. At least one.</summary>
    public ReadOnlySpan<AllocationChannel> Channels { get; }
}
