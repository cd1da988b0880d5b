namespace InventorySync.Allocation.Sales;

/// <summary>What a channel sold of an article.</summary>
/// <param name="Units">Units, at least 0; what was cancelled and returned to stock by its order counts no more.</param>
/// <param name="LastAt">When a sale was last recorded; null: not in these days.</param>
internal readonly record struct ArticleSales(long Units, DateTimeOffset? LastAt);
