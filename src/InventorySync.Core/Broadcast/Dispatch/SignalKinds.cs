namespace InventorySync.Broadcast.Dispatch;

/// <summary>What signals told of one SKU since they were last taken.</summary>
[Flags]
internal enum SignalKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Sales moved its stock.</summary>
    Sold = 1,

    /// <summary>Something else moved its stock, or its item changed.</summary>
    Changed = 2,

    /// <summary>An order of the channel's own is behind it.</summary>
    OwnOrder = 4,

    /// <summary>Its listing was changed in the store.</summary>
    Listing = 8,
}
