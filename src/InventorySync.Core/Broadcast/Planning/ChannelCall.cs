using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>One call to the channel, as the plan decided it. Immutable once begun.</summary>
internal sealed class ChannelCall
{
    public required CallKind Kind { get; init; }

    public required Moment BegunAt { get; init; }

    /// <summary>What it is about, most dangerous first.</summary>
    public required IReadOnlyList<ListingState> Listings { get; init; }

    /// <summary>For a push: what is written, listing by listing.</summary>
    public IReadOnlyList<QuantityPush> Pushes { get; init; } = [];

    /// <summary>For a read: the external ids; for a question about confirmations: the tokens, each once.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>For a push: what an earlier push of unknown outcome had sent, so that this one can be taken back.</summary>
    public IReadOnlyList<(long? Sending, DateTimeOffset? Since)> Before { get; init; } = [];
}
