namespace InventorySync.Broadcast;

/// <summary>Whether calls to a channel are let through.</summary>
public enum BreakerState
{
    /// <summary>No state.</summary>
    None = 0,

    /// <summary>Calls are let through.</summary>
    Closed = 1,

    /// <summary>Too many calls in a row failed whole: none is let through.</summary>
    Open = 2,

    /// <summary>The break is over: one call tries the channel.</summary>
    HalfOpen = 3,
}
