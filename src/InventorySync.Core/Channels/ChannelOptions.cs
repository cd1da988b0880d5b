namespace InventorySync.Channels;

/// <summary>Settings of one channel, bound from <c>InventorySync:Channels:&lt;name&gt;</c> or set in code. Checked at start.</summary>
public sealed class ChannelOptions
{
    /// <summary>The locations whose stock the channel sells; empty: every active location.</summary>
    /// <value>empty</value>
    public IList<string> Locations { get; } = [];

    /// <summary>Zero: each change is sent at once. Otherwise changes are collected and sent every so often.</summary>
    /// <value>zero</value>
    public TimeSpan BatchInterval { get; set; } = TimeSpan.Zero;

    /// <summary>Rank among channels where they compete for units; lower numbers come first.</summary>
    /// <value>0</value>
    public int Priority { get; set; }

    /// <summary>Most units ever shown on the channel, below what the channel itself permits; null: only the channel's own limit.</summary>
    /// <value>null</value>
    public long? QuantityCap { get; set; }

    /// <summary>Calls a second, instead of what the adapter declares; null: the adapter's.</summary>
    /// <value>null</value>
    public double? CallsPerSecond { get; set; }

    /// <summary>Share of the calls that bulk work (a full resync) may use while urgent changes wait, from 0.01 to 1.</summary>
    /// <value>0.2</value>
    public double BulkShare { get; set; } = 0.2;

    /// <summary>How often the channel's orders are read, as the net under its notifications; null: never.</summary>
    /// <value>2 minutes</value>
    public TimeSpan? OrderPollInterval { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How often every listing is compared with stock, as the net under the signals that a change gives: it finds what another
    /// process on the same database changed. Only what differs is sent. Null: never.
    /// </summary>
    /// <value>15 minutes</value>
    public TimeSpan? CompareInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How late news is expected to travel, until enough was measured.</summary>
    public DelayOptions Delays { get; } = new();

    /// <summary>How failed pushes are repeated.</summary>
    public RetryOptions Retry { get; } = new();

    /// <summary>When the channel is left alone for a while.</summary>
    public BreakerOptions Breaker { get; } = new();

    /// <summary>How much may change at once without a person's consent.</summary>
    public BlastRadiusOptions BlastRadius { get; } = new();
}
