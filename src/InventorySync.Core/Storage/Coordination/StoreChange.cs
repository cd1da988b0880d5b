using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Storage.Coordination;

/// <summary>A hint that something changed in the store: where to look, never what is there.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="Channel">Whose; <c>default</c> where the kind has no channel.</param>
/// <param name="Sku">The article; <c>default</c> where the kind has none.</param>
public readonly record struct StoreChange(StoreChangeKind Kind, ChannelId Channel = default, Sku Sku = default);
