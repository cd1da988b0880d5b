namespace InventorySync.Broadcast.Planning;

/// <summary>How soon a listing's work is done. Higher numbers first.</summary>
internal enum Lane
{
    /// <summary>Nothing to do.</summary>
    None = 0,

    /// <summary>A resync, a scan, rules that changed: in its share of the calls while urgent work waits.</summary>
    Bulk = 1,

    /// <summary>Stock changed, or the channel may show too much.</summary>
    Urgent = 2,
}
