namespace InventorySync.Channels;

/// <summary>How a channel takes a quantity.</summary>
public enum WriteMode
{
    /// <summary>The new quantity itself.</summary>
    Absolute = 0,

    /// <summary>The difference to what it shows.</summary>
    Delta = 1,
}
