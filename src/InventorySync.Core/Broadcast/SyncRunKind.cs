namespace InventorySync.Broadcast;

/// <summary>What a run in the sync log did. Stored: numbers are never reused.</summary>
public enum SyncRunKind
{
    /// <summary>No kind; never stored.</summary>
    None = 0,

    /// <summary>One call to the channel that wrote quantities.</summary>
    Push = 1,

    /// <summary>A full resync: every listing was compared, or written anew.</summary>
    Resync = 2,

    /// <summary>One reading of the channel's orders.</summary>
    OrderPoll = 3,
}
