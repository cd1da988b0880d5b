using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>One applied operation of a batch: the idempotency entry, and what its movements have in common.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public readonly record struct OperationRecord
{
    /// <summary>Names the operation. Unique in the store, for ever (I3).</summary>
    public required OperationId Id { get; init; }

    /// <summary>What it did.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>How it ended; only what is remembered: applied, shortfall.</summary>
    public required OutcomeStatus Status { get; init; }

    /// <summary>When it happened in the world.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The channel it came from; default: none.</summary>
    public ChannelId Channel { get; init; }

    /// <summary>The reservation it made or changed; default: none.</summary>
    public ReservationId Reservation { get; init; }

    /// <summary>Why, in the words of who asked; null: nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>What the outcome holds beyond the movements (incidents, a shortfall), as JSON of the engine's own; null: nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>
    /// How many of the batch's movements are this operation's. Where it is 0, the idempotency entry has to stand without a movement.
    /// </summary>
    public int MovementCount { get; init; }
}
