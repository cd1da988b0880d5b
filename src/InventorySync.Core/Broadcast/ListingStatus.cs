namespace InventorySync.Broadcast;

/// <summary>Whether the broadcast may write a listing. Stored: numbers are never reused.</summary>
public enum ListingStatus
{
    /// <summary>No status; never stored.</summary>
    None = 0,

    /// <summary>Its quantity is kept up to date.</summary>
    Active = 1,

    /// <summary>A person holds it: nothing is sent.</summary>
    Held = 2,

    /// <summary>The channel rejected it for good; it stands in the dead letters until retried.</summary>
    Rejected = 3,
}
