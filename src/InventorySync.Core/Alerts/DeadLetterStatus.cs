namespace InventorySync.Alerts;

/// <summary>Whether a dead letter still waits for somebody. Stored: numbers are never reused.</summary>
public enum DeadLetterStatus
{
    /// <summary>No status; never stored.</summary>
    None = 0,

    /// <summary>It waits.</summary>
    Open = 1,

    /// <summary>It was tried again, and that succeeded or led to a new letter.</summary>
    Retried = 2,

    /// <summary>Somebody decided, with a reason, that nothing is to be done.</summary>
    Dismissed = 3,
}
