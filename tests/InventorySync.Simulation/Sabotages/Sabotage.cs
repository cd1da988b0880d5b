namespace InventorySync.Simulation.Sabotages;

/// <summary>
/// Ways to break the product from outside, one rule at a time: an auditor that lets one of them pass would let a bug pass that
/// does the same. For tests alone.
/// </summary>
internal enum Sabotage
{
    None = 0,

    /// <summary>The store writes whatever a process asks, without looking at the guard.</summary>
    SkipGuards = 1,

    /// <summary>The store says that it has written, and has not.</summary>
    DropCommit = 2,

    /// <summary>The store writes a batch without its last movement.</summary>
    HalfApply = 3,

    /// <summary>The store does not remember which operations it has applied.</summary>
    ForgetOperations = 4,

    /// <summary>The store loses that a hold is pinned.</summary>
    ForgetPins = 5,

    /// <summary>The store keeps a hold open whose units have been given back.</summary>
    KeepHoldsOpen = 6,

    /// <summary>A level's history skips a version.</summary>
    SkipVersion = 7,

    /// <summary>The store does not remember what has been applied of an order, so that its next snapshot is applied whole.</summary>
    ForgetOrders = 8,

    /// <summary>The inbox says that it keeps a notification, and does not.</summary>
    LoseNotifications = 9,

    /// <summary>The store does not look whether a level that refused an operation is still as the process remembers it.</summary>
    SkipConfirmations = 10,

    /// <summary>A channel acknowledges a quantity, and does not show it.</summary>
    DropPushes = 11,

    /// <summary>A quantity that was acknowledged lands once more, after newer ones.</summary>
    PushOutOfOrder = 12,
}
