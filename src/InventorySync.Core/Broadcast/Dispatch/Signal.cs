using InventorySync.Stock;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>All signals of one SKU since they were last taken, as one.</summary>
/// <param name="Sku">The article.</param>
/// <param name="Kinds">What they told.</param>
/// <param name="Since">When the first of them came.</param>
internal readonly record struct Signal(Sku Sku, SignalKinds Kinds, TimeSpan Since);
