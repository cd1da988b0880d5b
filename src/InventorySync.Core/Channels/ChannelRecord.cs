namespace InventorySync.Channels;

/// <summary>What is remembered of a channel across restarts.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record ChannelRecord
{
    /// <summary>Whether somebody paused it.</summary>
    /// <value>false</value>
    public bool Paused { get; init; }

    /// <summary>Up to where its orders have been read, as its adapter wrote it; null: never.</summary>
    /// <value>null</value>
    public string? OrderCursor { get; init; }
}
