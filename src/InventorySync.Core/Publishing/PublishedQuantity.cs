using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>What a channel is to show of a SKU.</summary>
/// <param name="Sku">The article.</param>
/// <param name="Quantity">The published quantity: from 0 to the channel's cap.</param>
/// <param name="OwnOpenUnits">Units of the channel's own open orders, for channels that subtract those themselves; otherwise 0.</param>
internal readonly record struct PublishedQuantity(Sku Sku, long Quantity, long OwnOpenUnits)
{
    /// <summary>When to reckon it anew although no stock moved; null: when stock moves or rules change.</summary>
    public DateTimeOffset? ReviewAt { get; init; }
}
