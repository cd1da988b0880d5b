using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast;

/// <summary>Says as what a channel sells a SKU.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record ListingMapping
{
    /// <summary>The longest permitted <see cref="ExternalId"/>, in UTF-16 code units.</summary>
    public const int ExternalIdLengthMax = 255;

    /// <summary>The place of sale.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>The article.</summary>
    public required Sku Sku { get; init; }

    /// <summary>The channel's own id of it, as its adapter understands it; for an adapter that works by SKU, the SKU.</summary>
    public required string ExternalId { get; init; }
}
