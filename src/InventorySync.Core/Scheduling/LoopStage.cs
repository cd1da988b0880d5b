namespace InventorySync.Scheduling;

/// <summary>The order in which parts start; the reverse of the order in which they stop.</summary>
internal enum LoopStage
{
    /// <summary>What tells of other processes' changes: before anything is read that they may change.</summary>
    Changes = 1,

    /// <summary>Tables, then what is held in memory.</summary>
    Catalog = 2,

    /// <summary>The stock writer.</summary>
    Engine = 3,

    /// <summary>What applies operations by itself: expiry of holds.</summary>
    Reservations = 4,

    /// <summary>Inbox and order polling.</summary>
    Intake = 5,

    /// <summary>The dispatchers: what they say depends on all else.</summary>
    Broadcast = 6,

    /// <summary>What has channels kept by this process, where several share a store: once all that works for them can.</summary>
    Terms = 7,
}
