using InventorySync.Channels;

namespace InventorySync.Buffers.Latency;

/// <summary>What is expected of a channel's delays before any was measured: its settings, and from its semantics what they leave open. Pure.</summary>
internal static class ExpectedDelays
{
    private static readonly TimeSpan PushTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan IngestTime = TimeSpan.FromMinutes(1);

    public static ChannelDelays Of(SalesChannel channel)
    {
        var (options, delays) = (channel.Options, channel.Options.Delays);

        // Where a notification is missed, the next poll finds the order.
        var ingest = delays.IngestP99 ?? Larger(options.OrderPollInterval ?? IngestTime, delays.IngestP50);
        var push = delays.PushP99 ?? Larger(PushTime + options.BatchInterval + channel.Descriptor.ConfirmationTimeMax, delays.PushP50);
        return new ChannelDelays
        {
            Ingest = DelayDistribution.Lognormal(delays.IngestP50 ?? ingest / 4, ingest),
            Push = DelayDistribution.Lognormal(delays.PushP50 ?? push / 4, push),
        };
    }

    private static TimeSpan Larger(TimeSpan a, TimeSpan? b) => b is { } other && other > a ? other : a;
}
