namespace InventorySync.Simulation.Auditing;

/// <summary>What the product promises, by the numbers of the design.</summary>
internal enum Invariant
{
    None = 0,

    /// <summary>No oversell: no accepted request takes available below zero, or below the SKU's backorder limit.</summary>
    I1NoOversell = 1,

    /// <summary>Conservation: levels equal the sums of their movements, reserved equals the open holds, and a pinned hold is never freed.</summary>
    I2Conservation = 2,

    /// <summary>Exactly once: an operation id is applied at most once, for ever; a repeat gets the first outcome.</summary>
    I3ExactlyOnce = 3,

    /// <summary>Durable: an outcome that was told stands in the store, whatever happens afterwards.</summary>
    I4Durable = 4,

    /// <summary>Atomic: all lines of an operation, or none.</summary>
    I5Atomic = 5,

    /// <summary>Chained: a level's movements carry versions 1, 2, 3… and each the levels after it.</summary>
    I6Chained = 6,

    /// <summary>Convergent: once changes stop and a channel answers, it shows what is published, and nothing more is sent.</summary>
    I7Convergent = 7,

    /// <summary>Never stale: on one listing, an older quantity never lands after a newer one was acknowledged.</summary>
    I8NeverStale = 8,

    /// <summary>No fact lost: a notification answered with 2xx is applied, or stands in the dead letters.</summary>
    I9NoFactLost = 9,

    /// <summary>Isolated: a channel that is down, slow or hostile delays no other channel and no sale.</summary>
    I10Isolated = 10,
}
