namespace InventorySync.Alerts;

/// <summary>What a dead letter is about. Stored: numbers are never reused.</summary>
public enum DeadLetterKind
{
    /// <summary>No kind; never stored.</summary>
    None = 0,

    /// <summary>A listing whose quantity the channel rejected for good. The key is the SKU.</summary>
    Push = 1,

    /// <summary>A notification that could not be read or fetched. The key is the notification's.</summary>
    Notification = 2,

    /// <summary>An order with a line that could not be applied, such as an unknown SKU. The key is the order's id.</summary>
    Order = 3,

    /// <summary>An offline till's sale that could not be applied. The key is the operation's id.</summary>
    OfflineSale = 4,
}
