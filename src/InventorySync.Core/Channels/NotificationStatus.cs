namespace InventorySync.Channels;

/// <summary>What a notification turned out to be.</summary>
public enum NotificationStatus
{
    /// <summary>No status; counts as forged.</summary>
    None = 0,

    /// <summary>It carries orders, which are applied at once.</summary>
    Orders = 1,

    /// <summary>It names something that has to be fetched first: it goes to the inbox.</summary>
    ToFetch = 2,

    /// <summary>It is the channel's own and concerns nothing here, or is the echo of our own push.</summary>
    Ignored = 3,

    /// <summary>The signature does not fit, or the secret is wrong: nothing is kept.</summary>
    Forged = 4,

    /// <summary>It is the channel's own and can't be read: it goes to the dead letters.</summary>
    Malformed = 5,
}
