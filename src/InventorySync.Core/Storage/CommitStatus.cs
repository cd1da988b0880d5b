namespace InventorySync.Storage;

/// <summary>How a commit ended. Where both refusals apply, duplicates are reported first.</summary>
public enum CommitStatus
{
    /// <summary>No status; never returned.</summary>
    None = 0,

    /// <summary>All of it is written and durable.</summary>
    Committed = 1,

    /// <summary>Nothing is written: operations of it were applied before.</summary>
    Duplicates = 2,

    /// <summary>Nothing is written: a level, reservation or order is not as the batch needs it.</summary>
    GuardFailed = 3,
}
