namespace InventorySync.Intake.Orders;

/// <summary>Whether an order changed stock. The names stand in metrics, in lower case.</summary>
internal enum OrderChangeKind
{
    /// <summary>It changed stock.</summary>
    Changed = 1,

    /// <summary>It said nothing new.</summary>
    Unchanged = 2,

    /// <summary>It is older than what was applied before.</summary>
    Stale = 3,
}
