namespace InventorySync.Broadcast;

/// <summary>Limits of the broadcast, bound from <c>InventorySync:Broadcast</c> or set in code. Checked at start.</summary>
public sealed class BroadcastOptions
{
    /// <summary>How many runs of each channel the sync log keeps, at least 1; older ones are forgotten.</summary>
    /// <value>1,000</value>
    public int SyncLogLength { get; set; } = 1_000;

    /// <summary>
    /// How often a process tries for the channels that another process on the same database keeps, so how long a channel stands
    /// still at most once the database has noticed that its keeper is gone; above zero.
    /// </summary>
    /// <value>2 seconds</value>
    public TimeSpan TakeoverInterval { get; set; } = TimeSpan.FromSeconds(2);
}
