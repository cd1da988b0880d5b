namespace InventorySync.Simulation.Processes;

/// <summary>How a call to a process ended.</summary>
internal enum CallEnding
{
    /// <summary>No process runs.</summary>
    NotThere = 0,

    /// <summary>With an answer.</summary>
    Answered = 1,

    /// <summary>The process crashed meanwhile: what came of the call is unknown.</summary>
    Crashed = 2,

    /// <summary>The store failed: what came of the call is unknown.</summary>
    StoreFailed = 3,

    /// <summary>It was withdrawn in time: nothing came of it.</summary>
    Withdrawn = 4,

    /// <summary>The process was stopping: nothing came of it.</summary>
    Stopped = 5,
}
