namespace InventorySync.Simulation.Processes;

/// <summary>Where a process stands.</summary>
internal enum ProcessState
{
    /// <summary>Not there: not started yet, stopped or crashed.</summary>
    Down = 0,

    /// <summary>Reading what it needs.</summary>
    Starting = 1,

    /// <summary>Takes requests.</summary>
    Up = 2,

    /// <summary>Draining.</summary>
    Stopping = 3,
}
