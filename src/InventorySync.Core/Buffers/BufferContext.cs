using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Buffers;

/// <summary>What a buffer policy decides on.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public readonly record struct BufferContext
{
    /// <summary>The article.</summary>
    public required Sku Sku { get; init; }

    /// <summary>The channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>Units the rule reckons with, at least 0: the channel's quota, or for a rule of one location what is available there.</summary>
    public required long Units { get; init; }

    /// <summary>The moment for which the quantity is reckoned.</summary>
    public required DateTimeOffset Now { get; init; }
}
