namespace InventorySync.Reservations;

/// <summary>A way out of a shortfall. Stored: numbers are never reused.</summary>
public enum ShortfallOptionKind
{
    /// <summary>No option; never offered.</summary>
    None = 0,

    /// <summary>Another location has the units: sell them there.</summary>
    OtherLocation = 1,

    /// <summary>The SKU may be backordered by that many units.</summary>
    Backorder = 2,

    /// <summary>Some of the units are still there: deliver those, give the rest of the money back.</summary>
    Partial = 3,

    /// <summary>Give the money back. Always offered.</summary>
    Refund = 4,
}
