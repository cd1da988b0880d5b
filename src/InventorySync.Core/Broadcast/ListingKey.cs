using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast;

/// <summary>Names a listing: one SKU on one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Sku">The article or kit.</param>
public readonly record struct ListingKey(ChannelId Channel, Sku Sku);
