using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast;

/// <summary>One SKU on one channel: where it is there, and what the channel was told and acknowledged.</summary>
/// <remarks>
/// Stale where the acknowledged quantity differs from the published one, or where it is unknown what the channel shows.
/// Immutable; safe from any thread.
/// </remarks>
public sealed record Listing
{
    /// <summary>The place of sale.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>The article.</summary>
    public required Sku Sku { get; init; }

    /// <summary>The channel's own id of it, as its adapter understands it; for an adapter that works by SKU, the SKU.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Whether the broadcast may write it.</summary>
    /// <value><see cref="ListingStatus.Active"/></value>
    public ListingStatus Status { get; init; } = ListingStatus.Active;

    /// <summary>The quantity the channel last acknowledged, in the channel's own reckoning; null: not known, so the next push is due in any case.</summary>
    /// <value>null</value>
    public long? Acknowledged { get; init; }

    /// <summary>When it was acknowledged.</summary>
    /// <value>null</value>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>
    /// A quantity that was sent and of which no answer was recorded yet: written before each push, so that after a crash it
    /// is known that the channel may show either.
    /// </summary>
    /// <value>null</value>
    public long? Sending { get; init; }

    /// <summary>Since when <see cref="Sending"/> stands.</summary>
    /// <value>null</value>
    public DateTimeOffset? SendingSince { get; init; }

    /// <summary>What the adapter needs to ask whether an asynchronous push was carried out; null: none is awaited.</summary>
    /// <value>null</value>
    public string? ConfirmationToken { get; init; }

    /// <summary>How often the push of the present quantity failed in a row.</summary>
    /// <value>0</value>
    public int FailedAttempts { get; init; }

    /// <summary>
    /// Tells the row's present state from every other that it had or will have, where several processes share the store: set by
    /// it when the row is read, the guard of <see cref="Storage.Coordination.IStoreCoordination.SaveListingsAsync"/>. 0: not
    /// stored yet, or the store serves one process.
    /// </summary>
    /// <value>0</value>
    public long Version { get; init; }
}
