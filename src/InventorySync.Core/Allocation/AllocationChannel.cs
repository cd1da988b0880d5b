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

    /// <summary>
    /// Units that it sold within <see cref="AllocationContext.SalesDays"/>, at least 0; always 0 for a strategy that does not ask for
    /// them by <see cref="IAllocationStrategy.UsesSales"/>.
    /// </summary>
    /// <value>0</value>
    public long UnitsSold { get; init; }

    /// <summary>
    /// Units of the same article that it has been given already, from locations that fewer channels share; 0 where all channels are
    /// served by the same locations.
    /// </summary>
    /// <value>0</value>
    public long Granted { get; init; }
}
