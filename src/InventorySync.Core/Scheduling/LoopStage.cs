namespace InventorySync.Scheduling;

/// <summary>The order in which parts start; the reverse of the order in which they stop.</summary>
internal enum LoopStage
{
    /// <summary>Tables, then what is held in memory.</summary>
    Catalog = 1,

    /// <summary>The stock writer.</summary>
    Engine = 2,

    /// <summary>What applies operations by itself: expiry of holds.</summary>
    Reservations = 3,

    /// <summary>Inbox and order polling.</summary>
    Intake = 4,

    /// <summary>The dispatchers: last to start, since what they say depends on all else.</summary>
    Broadcast = 5,
}
