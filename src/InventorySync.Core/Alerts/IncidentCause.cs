namespace InventorySync.Alerts;

/// <summary>Why more was promised than was there. Stored: numbers are never reused.</summary>
public enum IncidentCause
{
    /// <summary>Not determined.</summary>
    Unknown = 0,

    /// <summary>The channel sold while our newer, lower quantity was still on its way to it.</summary>
    PropagationLag = 1,

    /// <summary>The channel's order was read long after it was placed, by polling rather than by its notification.</summary>
    MissedNotification = 2,

    /// <summary>The channel showed what we had published; the units held back did not cover what sold elsewhere meanwhile.</summary>
    BufferTooSmall = 3,

    /// <summary>Somebody changed the quantity at the channel.</summary>
    ChangedAtChannel = 4,

    /// <summary>A count, an adjustment or damage took units that were already promised.</summary>
    CountError = 5,

    /// <summary>A till sold while it was offline.</summary>
    OfflineSale = 6,

    /// <summary>A payment landed after its hold had expired and the units were gone.</summary>
    LateCommit = 7,
}
