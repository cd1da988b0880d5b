using InventorySync.Channels;
using InventorySync.Reservations;

namespace InventorySync.Stock;

/// <summary>One line of the append-only ledger: what changed a level, by how much, why, and when.</summary>
/// <remarks>
/// A level's movements carry versions 1, 2, 3… without a gap, each with the level after it, so that history can be verified
/// row by row (I2, I6). Immutable; safe from any thread.
/// </remarks>
public sealed record Movement
{
    /// <summary>The article.</summary>
    public required Sku Sku { get; init; }

    /// <summary>Where.</summary>
    public required LocationId Location { get; init; }

    /// <summary>The level's version right after this movement: its place in the level's ledger, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>The operation that made it.</summary>
    public required OperationId Operation { get; init; }

    /// <summary>What kind of operation.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>Change of on hand, in units.</summary>
    public required long OnHandDelta { get; init; }

    /// <summary>Change of reserved, in units.</summary>
    public required long ReservedDelta { get; init; }

    /// <summary>On hand right after.</summary>
    public required long OnHand { get; init; }

    /// <summary>Reserved right after.</summary>
    public required long Reserved { get; init; }

    /// <summary>When it happened in the world: for a fact that arrived late, before it was recorded.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was recorded here.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The channel it came from; null for work inside the house.</summary>
    public ChannelId? Channel { get; init; }

    /// <summary>The reservation it belongs to, which for a marketplace order names the order.</summary>
    public ReservationId? Reservation { get; init; }

    /// <summary>Why, in the words of who asked; required for adjustments and damage.</summary>
    public string? Reason { get; init; }
}
