namespace InventorySync.Intake.Orders;

/// <summary>The way on which an order came in. Stands in metrics, and tells a missed notification.</summary>
internal enum OrderArrival
{
    /// <summary>A notification that carried or named it.</summary>
    Notification = 1,

    /// <summary>The channel's order pages.</summary>
    Poll = 2,

    /// <summary>A caller that read it itself.</summary>
    Direct = 3,

    /// <summary>A dead letter that was tried again.</summary>
    Retry = 4,
}
