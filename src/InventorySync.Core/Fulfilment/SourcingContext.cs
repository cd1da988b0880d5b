using InventorySync.Stock;

namespace InventorySync.Fulfilment;

/// <summary>What a sourcing strategy chooses from.</summary>
public readonly ref struct SourcingContext
{
    /// <summary>Makes a context.</summary>
    /// <param name="sku">The article.</param>
    /// <param name="quantity">Units wanted, at least 1.</param>
    /// <param name="candidates">Permitted locations, by priority, then by id. At least one.</param>
    public SourcingContext(Sku sku, long quantity, ReadOnlySpan<SourcingCandidate> candidates)
    {
        Sku = sku;
        Quantity = quantity;
        Candidates = candidates;
    }

    /// <summary>The article.</summary>
    public Sku Sku { get; }

    /// <summary>Units wanted, at least 1.</summary>
    public long Quantity { get; }

    /// <summary>The permitted locations, by priority, then by id. At least one.</summary>
    public ReadOnlySpan<SourcingCandidate> Candidates { get; }
}
