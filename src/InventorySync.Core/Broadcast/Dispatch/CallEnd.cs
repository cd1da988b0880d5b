using InventorySync.Broadcast.Planning;
using InventorySync.Channels;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>What a call to the channel, or a reading of its orders, came to. Posted by who made it, applied on the loop.</summary>
internal sealed record CallEnd
{
    /// <summary>The call; null: it was a reading of the channel's orders.</summary>
    public ChannelCall? Call { get; init; }

    /// <summary>Of a push: one result per listing; null: it failed whole.</summary>
    public IReadOnlyList<PushResult>? Results { get; init; }

    /// <summary>Of a read: what the channel shows by external id; null: it failed.</summary>
    public IReadOnlyDictionary<string, long>? Stock { get; init; }

    /// <summary>Of a question about confirmations: the results by token; null: it failed.</summary>
    public IReadOnlyDictionary<string, PushResult>? Confirmations { get; init; }

    /// <summary>Of a reading of orders: whether all were read and applied.</summary>
    public bool AreOrdersRead { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Fault { get; init; }
}
