namespace InventorySync.Channels;

/// <summary>A listing as the channel tells it.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record ChannelListing
{
    /// <summary>The channel's own id of the listing.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The SKU as it stands at the channel, unchecked; null or empty where it has none.</summary>
    public string? Sku { get; init; }

    /// <summary>What the channel shows; null where it does not say.</summary>
    public long? Quantity { get; init; }
}
