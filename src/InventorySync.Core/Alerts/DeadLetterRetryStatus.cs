namespace InventorySync.Alerts;

/// <summary>How the retry of a dead letter ended. Append-only.</summary>
public enum DeadLetterRetryStatus
{
    /// <summary>No status; never returned.</summary>
    None = 0,

    /// <summary>It worked, and the letter is closed. A push is with the broadcast again, which may still fail and write a new letter.</summary>
    Succeeded = 1,

    /// <summary>It failed again; the letter, or a new one in its place, is open with the cause.</summary>
    Failed = 2,

    /// <summary>The letter is closed already: somebody retried or dismissed it.</summary>
    NotOpen = 3,

    /// <summary>There is no letter of that id. An order's letter is replaced by the one of a newer snapshot.</summary>
    NotFound = 4,
}
