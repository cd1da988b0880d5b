namespace InventorySync.Broadcast;

/// <summary>Limits of the broadcast, bound from <c>InventorySync:Broadcast</c> or set in code. Checked at start.</summary>
public sealed class BroadcastOptions
{
    /// <summary>How many runs of each channel the sync log keeps, at least 1; older ones are forgotten.</summary>
    /// <value>1,000</value>
    public int SyncLogLength { get; set; } = 1_000;
}
