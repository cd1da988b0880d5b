namespace InventorySync.Stock;

/// <summary>How an operation ended. Where several apply, the one with the lowest number is reported. Append-only.</summary>
public enum OutcomeStatus
{
    /// <summary>No outcome; never returned.</summary>
    None = 0,

    /// <summary>Applied and durable.</summary>
    Applied = 1,

    /// <summary>Refused: a line names a SKU that is neither in the catalogue nor has stock anywhere.</summary>
    UnknownSku = 2,

    /// <summary>Refused: a line names a location that is not in the catalogue.</summary>
    UnknownLocation = 3,

    /// <summary>Refused: there is no such reservation.</summary>
    UnknownReservation = 4,

    /// <summary>Refused: the reservation is fulfilled or released, or (for pin and extend) expired.</summary>
    ReservationClosed = 5,

    /// <summary>Refused: more units are asked for than the reservation still holds.</summary>
    ExceedsReservation = 6,

    /// <summary>Refused: available is less than what is asked for. <see cref="StockOutcome.Refusals"/> tells both.</summary>
    InsufficientStock = 7,

    /// <summary>Refused: on hand would go below zero.</summary>
    BelowZero = 8,

    /// <summary>Refused: a reservation with this id exists already and another operation made it.</summary>
    ReservationExists = 9,

    /// <summary>Recorded: a commit of an expired hold came too late and its units are gone. <see cref="StockOutcome.Shortfall"/> has the options.</summary>
    Shortfall = 10,

    /// <summary>Ignored: an order snapshot that is older than the one applied.</summary>
    Stale = 11,

    /// <summary>Nothing to do: an order snapshot that says nothing new, a hold that is already as asked. Not remembered.</summary>
    Unchanged = 12,

    /// <summary>Refused: a kit has no stock of its own, so it can't be counted; count its components.</summary>
    KitNotCountable = 13,

    /// <summary>Refused: the hold is a marketplace order's; only the channel's snapshots of that order change it.</summary>
    HeldByOrder = 14,
}
