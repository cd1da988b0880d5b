namespace InventorySync.Buffers.Latency;

/// <summary>How late news travels between us and one channel at present.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record ChannelDelays
{
    /// <summary>No delay, either way.</summary>
    public static ChannelDelays None { get; } = new() { Ingest = DelayDistribution.None, Push = DelayDistribution.None };

    /// <summary>From the moment a sale was made there to the moment it is booked here.</summary>
    public required DelayDistribution Ingest { get; init; }

    /// <summary>From a commit here to the channel's acknowledgement of the quantity that reflects it, or its confirmation where that comes later.</summary>
    public required DelayDistribution Push { get; init; }

    /// <summary>For how long the oldest push of which nothing was heard has been under way; zero: the channel answers.</summary>
    public TimeSpan UnansweredFor { get; init; }

    /// <summary>How many times the 99th percentile of its pushes a channel may stay silent before nothing is shown there; half a minute in any case.</summary>
    public const int OutageFactor = 5;

    // One slow call of a channel that is usually quick is no outage.
    private static readonly TimeSpan OutageMin = TimeSpan.FromSeconds(30);

    /// <summary>Whether the channel has been silent for so long that what it does is not known any more.</summary>
    public bool IsOutage => UnansweredFor > OutageMin && UnansweredFor.TotalSeconds > OutageFactor * Push.QuantileSeconds(0.99);
}
