namespace InventorySync.Reservations;

/// <summary>Where a reservation stands. Stored: numbers are never reused.</summary>
public enum ReservationStatus
{
    /// <summary>No status; never stored.</summary>
    None = 0,

    /// <summary>It holds units.</summary>
    Open = 1,

    /// <summary>It holds nothing any more: its last units left.</summary>
    Fulfilled = 2,

    /// <summary>It holds nothing any more: its last units were given back by the owner.</summary>
    Released = 3,

    /// <summary>Its time was over and its units went back; a late commit may still try to get them.</summary>
    Expired = 4,

    /// <summary>A late commit could not get the units again.</summary>
    Shortfall = 5,
}
