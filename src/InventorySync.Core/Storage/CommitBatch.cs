using InventorySync.Alerts;
using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>What the engine writes in one transaction.</summary>
/// <remarks>
/// The store must check every level's guard, every reservation's and order's version and the uniqueness of every operation
/// id in the same transaction as the writes. <see cref="Levels"/> is ordered by key: touching rows in that order can't
/// deadlock. The lists are the engine's own and valid until the commit completes. Not safe for use by several threads at once.
/// </remarks>
public sealed class CommitBatch
{
    /// <summary>When it is recorded.</summary>
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>The levels that it changes or confirms, ordered by key, each once.</summary>
    public List<LevelChange> Levels { get; } = [];

    /// <summary>The operations that it applies, in the order in which they were decided.</summary>
    public List<OperationRecord> Operations { get; } = [];

    /// <summary>
    /// Operations that were refused or change nothing, so that nothing is written for them. The store looks whether they were
    /// applied before and then answers with duplicates, as for <see cref="Operations"/>: a repeat gets its first outcome
    /// even where stock no longer covers it (I3).
    /// </summary>
    public List<OperationId> RefusedOperations { get; } = [];

    /// <summary>Its movements, in the order in which they were decided, operation by operation.</summary>
    public List<MovementDraft> Movements { get; } = [];

    /// <summary>The reservations that it makes or changes, each once.</summary>
    public List<ReservationChange> Reservations { get; } = [];

    /// <summary>The orders that it makes or changes, each once.</summary>
    public List<OrderChange> Orders { get; } = [];

    /// <summary>The incidents that it raises.</summary>
    public List<Incident> Incidents { get; } = [];

    /// <summary>Places a draft in its level's ledger.</summary>
    /// <param name="draft">One of <see cref="Movements"/>.</param>
    /// <param name="levelAfter">Its level as it is after the whole batch.</param>
    /// <returns>The movement, with its version and the levels right after it.</returns>
    public Movement Place(in MovementDraft draft, in Level levelAfter)
    {
        var change = Levels[draft.Level];
        var operation = Operations[draft.Operation];
        return new Movement
        {
            Sku = change.Key.Sku,
            Location = change.Key.Location,
            Version = levelAfter.Version - change.MovementCount + draft.VersionOffset,
            Operation = operation.Id,
            Kind = operation.Kind,
            OnHandDelta = draft.OnHandDelta,
            ReservedDelta = draft.ReservedDelta,
            OnHand = levelAfter.OnHand - change.OnHandDelta + draft.OnHandOffset,
            Reserved = levelAfter.Reserved - change.ReservedDelta + draft.ReservedOffset,
            OccurredAt = operation.OccurredAt,
            RecordedAt = RecordedAt,
            Channel = operation.Channel.IsDefault ? null : operation.Channel,
            Reservation = operation.Reservation.IsDefault ? null : operation.Reservation,
            Reason = operation.Reason,
        };
    }

    /// <summary>Empties all lists.</summary>
    public void Clear()
    {
        Levels.Clear();
        Operations.Clear();
        RefusedOperations.Clear();
        Movements.Clear();
        Reservations.Clear();
        Orders.Clear();
        Incidents.Clear();
    }
}
