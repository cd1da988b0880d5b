namespace InventorySync.Load.Workload;

/// <summary>What the callers name their sales by.</summary>
internal enum KeyForm
{
    /// <summary>A text of the caller's own without any order, such as a till's receipt hash: the dearest form for an index.</summary>
    Random = 1,

    /// <summary>A UUID of version 7, which sorts by time.</summary>
    Sorted = 2,
}
