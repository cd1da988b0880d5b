namespace InventorySync.Broadcast.Planning;

/// <summary>Where a listing stands on its way to the channel.</summary>
internal enum ListingPlace
{
    /// <summary>As far as is known the channel shows what it should, or it has not been looked at yet.</summary>
    Settled = 0,

    /// <summary>Held, rejected or removed: nothing is sent.</summary>
    Shelved = 1,

    /// <summary>Stale, and waits until its run is let through.</summary>
    Gated = 2,

    /// <summary>Stale, and a person is asked first.</summary>
    Questioned = 3,

    /// <summary>Stale, and a person said no.</summary>
    Declined = 4,

    /// <summary>Stale, and waits for its turn.</summary>
    Ready = 5,

    /// <summary>Stale, and must not be sent before a certain time.</summary>
    Delayed = 6,

    /// <summary>In a call that is under way.</summary>
    InCall = 7,

    /// <summary>The channel took it; whether it carried it out is asked later.</summary>
    Confirming = 8,

    /// <summary>The channel's quantity was another than expected: its orders are read first.</summary>
    AwaitingOrders = 9,
}
