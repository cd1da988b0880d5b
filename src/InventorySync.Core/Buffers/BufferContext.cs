using InventorySync.Buffers.Latency;
using InventorySync.Channels;
using InventorySync.Demand;
using InventorySync.Stock;

namespace InventorySync.Buffers;

/// <summary>What a buffer policy decides on.</summary>
/// <remarks>A test or a backtest makes its own, with any demand and delays. Immutable; safe from any thread.</remarks>
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

    /// <summary>The channel's semantics; null where they are not known: then as a channel that is told absolute quantities.</summary>
    /// <value>null</value>
    public ChannelDescriptor? Descriptor { get; init; }

    /// <summary>How fast articles sell; null where nobody measures it. A policy that does not ask costs nothing.</summary>
    /// <value>null</value>
    public IDemand? Demand { get; init; }

    /// <summary>How late news travels; null where nobody measures it.</summary>
    /// <value>null</value>
    public IDelays? Delays { get; init; }
}
