namespace InventorySync.Intake;

/// <summary>What became of a notification. Append-only.</summary>
public enum IntakeStatus
{
    /// <summary>No status; never returned.</summary>
    None = 0,

    /// <summary>Its orders are applied, or stand in the dead letters where a line could not be: answer 2xx.</summary>
    Applied = 1,

    /// <summary>It waits in the inbox, durably, until what it names has been fetched: answer 2xx.</summary>
    Queued = 2,

    /// <summary>A notification of the same key waits already, or was applied and is still remembered: answer 2xx.</summary>
    Repeat = 3,

    /// <summary>It is the channel's own and concerns nothing here, or echoes our own push: answer 2xx.</summary>
    Ignored = 4,

    /// <summary>It is the channel's own and can't be read; it stands in the dead letters: answer 2xx, since a repeat would read no better.</summary>
    Malformed = 5,

    /// <summary>Its signature does not fit. Nothing is kept: answer 401.</summary>
    Forged = 6,

    /// <summary>No channel of that id is registered: answer 404.</summary>
    UnknownChannel = 7,

    /// <summary>The channel's adapter takes no notifications: answer 404.</summary>
    NotSupported = 8,
}
