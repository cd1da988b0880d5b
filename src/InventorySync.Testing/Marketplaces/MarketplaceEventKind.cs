namespace InventorySync.Testing.Marketplaces;

/// <summary>What happened at a simulated marketplace.</summary>
public enum MarketplaceEventKind
{
    /// <summary>No kind.</summary>
    None = 0,

    /// <summary>A listing was created with a quantity.</summary>
    ListingAdded = 1,

    /// <summary>A write was taken, to be carried out later.</summary>
    WriteTaken = 2,

    /// <summary>A write was carried out: the record has the quantity.</summary>
    Written = 3,

    /// <summary>A write was refused; <see cref="MarketplaceEvent.Detail"/> says why.</summary>
    WriteRefused = 4,

    /// <summary>Buyers see a written quantity from here on.</summary>
    Shown = 5,

    /// <summary>A buyer's order was accepted, one entry per line.</summary>
    Sold = 6,

    /// <summary>A buyer wanted more than was shown and got nothing.</summary>
    SaleRefused = 7,

    /// <summary>Units were cancelled before they left.</summary>
    Cancelled = 8,

    /// <summary>Units left.</summary>
    Fulfilled = 9,

    /// <summary>Units came back and can be sold again.</summary>
    Returned = 10,

    /// <summary>Units were refunded without coming back.</summary>
    Refunded = 11,

    /// <summary>An order's line reads another number of units; <see cref="MarketplaceEvent.Units"/> is the difference.</summary>
    OrderEdited = 12,

    /// <summary>Somebody set the quantity at the marketplace itself.</summary>
    EditedByHand = 13,

    /// <summary>A call was throttled.</summary>
    Throttled = 14,

    /// <summary>A call failed in another way; <see cref="MarketplaceEvent.Detail"/> says which.</summary>
    CallFailed = 15,

    /// <summary>A notification was taken by its receiver.</summary>
    NotificationTaken = 16,

    /// <summary>A notification was lost: never sent, or given up after its attempts.</summary>
    NotificationLost = 17,
}
