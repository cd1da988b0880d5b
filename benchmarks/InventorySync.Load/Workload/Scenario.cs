namespace InventorySync.Load.Workload;

/// <summary>Which SKUs the callers buy.</summary>
internal enum Scenario
{
    /// <summary>All buy the same one: the flash sale.</summary>
    Hot = 1,

    /// <summary>Each of 10,000 is as likely.</summary>
    Spread = 2,

    /// <summary>Of 10,000, the n-th is n times rarer than the first: an ordinary shop.</summary>
    Zipf = 3,
}
