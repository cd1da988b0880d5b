namespace InventorySync.Broadcast;

/// <summary>What a channel's dispatcher is doing. Where several apply, the first of this order is told: stopped, elsewhere, starting, paused, broken, throttled, running.</summary>
public enum ChannelState
{
    /// <summary>No state.</summary>
    None = 0,

    /// <summary>The application has not started it, or has stopped it.</summary>
    Stopped = 1,

    /// <summary>It reads its listings.</summary>
    Starting = 2,

    /// <summary>Somebody paused it: nothing is sent.</summary>
    Paused = 3,

    /// <summary>The channel kept failing and is left alone for a while.</summary>
    Broken = 4,

    /// <summary>The channel asked to wait.</summary>
    Throttled = 5,

    /// <summary>It keeps the channel up to date.</summary>
    Running = 6,

    /// <summary>Another process on the same database keeps the channel, or none yet: its status is to be asked for there.</summary>
    Elsewhere = 7,
}
