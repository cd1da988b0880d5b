using InventorySync.Channels;

namespace InventorySync.Broadcast;

/// <summary>One line of the sync log: what a run did, how long it took and why it failed.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record SyncRun
{
    /// <summary>Names the run; sorts by time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>What it did.</summary>
    public required SyncRunKind Kind { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Listings sent, or orders read.</summary>
    public int Sent { get; init; }

    /// <summary>Listings that the channel accepted (or took to confirm later), or orders that changed stock.</summary>
    public int Accepted { get; init; }

    /// <summary>Listings that the channel throttled.</summary>
    public int Throttled { get; init; }

    /// <summary>Listings that failed and are tried again.</summary>
    public int Failed { get; init; }

    /// <summary>Listings or orders that went to the dead letters.</summary>
    public int Rejected { get; init; }

    /// <summary>Why it failed, in the channel's own words where it gave some; null where it did not.</summary>
    public string? Cause { get; init; }
}
