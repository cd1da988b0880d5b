using InventorySync.Stock;

namespace InventorySync.Channels;

/// <summary>One listing and the quantity that the channel is to show for it.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record QuantityPush
{
    /// <summary>The article.</summary>
    public required Sku Sku { get; init; }

    /// <summary>The channel's own id of the listing.</summary>
    public required string ExternalId { get; init; }

    /// <summary>What the channel is to show, from 0 to <see cref="ChannelDescriptor.QuantityMax"/>.</summary>
    public required long Quantity { get; init; }

    /// <summary>
    /// What the channel is believed to show; the condition where it offers compare-and-set, the base of the difference where it
    /// takes deltas. Null: not known, so write without a condition; for a channel that takes deltas it is null only where the
    /// adapter is no <see cref="IStockReader"/>, and then it has to find the quantity out by itself.
    /// </summary>
    public long? QuantityBefore { get; init; }

    /// <summary>Names this attempt and its repeats towards a channel that takes idempotency keys.</summary>
    public required string IdempotencyKey { get; init; }
}
