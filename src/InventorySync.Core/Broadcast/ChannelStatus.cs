using InventorySync.Channels;

namespace InventorySync.Broadcast;

/// <summary>How the broadcast to one channel stands.</summary>
/// <remarks>Counts are since the application started. A snapshot: immutable; safe from any thread.</remarks>
public sealed record ChannelStatus
{
    /// <summary>The channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>What its dispatcher is doing.</summary>
    public required ChannelState State { get; init; }

    /// <summary>Whether calls are let through.</summary>
    public required BreakerState Breaker { get; init; }

    /// <summary>The question that waits for a person, or null.</summary>
    public BlastRadiusQuestion? Question { get; init; }

    /// <summary>Its listings, held and rejected ones included.</summary>
    public int Listings { get; init; }

    /// <summary>Listings that a person holds.</summary>
    public int Held { get; init; }

    /// <summary>Listings that the channel rejected for good and that stand in the dead letters.</summary>
    public int Rejected { get; init; }

    /// <summary>Active listings of which the channel is not known to show what it should.</summary>
    public int Stale { get; init; }

    /// <summary>Stale listings that wait to be sent, for whatever reason; without those in flight.</summary>
    public int QueueDepth { get; init; }

    /// <summary>Listings that may have changed and were not compared with stock yet.</summary>
    public int ToCompare { get; init; }

    /// <summary>Listings on their way to the channel.</summary>
    public int InFlight { get; init; }

    /// <summary>Listings that the channel took and has not confirmed yet.</summary>
    public int AwaitingConfirmation { get; init; }

    /// <summary>Units that the channel may show beyond what it should: what could be oversold before the broadcast catches up.</summary>
    public long UnitsAtRisk { get; init; }

    /// <summary>Signals that a SKU changed, of SKUs that the channel does not sell too.</summary>
    public long Signals { get; init; }

    /// <summary>Signals that needed no push of their own, because one that was due anyway covered them.</summary>
    public long CoalescedSignals { get; init; }

    /// <summary>Calls that wrote quantities.</summary>
    public long Pushes { get; init; }

    /// <summary>Listings in those calls.</summary>
    public long ListingsSent { get; init; }

    /// <summary>Listings that the channel accepted, confirmed ones included.</summary>
    public long Accepted { get; init; }

    /// <summary>Listings whose quantity at the channel was another than expected.</summary>
    public long Conflicts { get; init; }

    /// <summary>Calls that the channel throttled.</summary>
    public long Throttles { get; init; }

    /// <summary>Listings that failed and are tried again.</summary>
    public long Failures { get; init; }

    /// <summary>Listings that went to the dead letters.</summary>
    public long DeadLetters { get; init; }

    /// <summary>Calls a second that the dispatcher permits itself at present.</summary>
    public double CallsPerSecond { get; init; }

    /// <summary>Half of the changes were acknowledged within this time of their commit; null: none was yet.</summary>
    public TimeSpan? LagP50 { get; init; }

    /// <summary>All but one in a hundred were acknowledged within this time of their commit; null: none was yet.</summary>
    public TimeSpan? LagP99 { get; init; }

    /// <summary>When the channel last acknowledged a quantity; null: not since the start.</summary>
    public DateTimeOffset? LastAcknowledgedAt { get; init; }

    /// <summary>Why the last call that failed did so, in the channel's own words where it gave some; null: none failed.</summary>
    public string? LastFault { get; init; }
}
