namespace InventorySync.Load.Subjects;

/// <summary>What a caller is told of its sale.</summary>
internal enum Answer
{
    /// <summary>Sold, and durable.</summary>
    Sold = 1,

    /// <summary>Nothing is left.</summary>
    Refused = 2,

    /// <summary>The key was used before; nothing was done.</summary>
    Repeated = 3,
}
