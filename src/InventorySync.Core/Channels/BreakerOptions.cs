namespace InventorySync.Channels;

/// <summary>When a channel that keeps failing is left alone, and for how long.</summary>
public sealed class BreakerOptions
{
    /// <summary>How many calls in a row have to fail whole.</summary>
    /// <value>5</value>
    public int FailuresMax { get; set; } = 5;

    /// <summary>How long no call is made; then one call tries the channel.</summary>
    /// <value>30 seconds</value>
    public TimeSpan BreakTime { get; set; } = TimeSpan.FromSeconds(30);
}
