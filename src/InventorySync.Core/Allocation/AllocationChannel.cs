using InventorySync.Channels;

namespace InventorySync.Allocation;

/// <summary>A channel that competes for units.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public readonly record struct AllocationChannel
{
    /// <summary>The channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>Its rank; lower numbers come first.</summary>
    public required int Priority { get; init; }
}
