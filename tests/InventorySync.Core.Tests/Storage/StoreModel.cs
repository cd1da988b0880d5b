using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>A store as simple as can be: dictionaries, and each movement applied to its level one by one.</summary>
internal sealed class StoreModel
{
    private readonly HashSet<OperationId> _operations = [];

    public SortedDictionary<LevelKey, Level> Levels { get; } = [];

    public List<Movement> Movements { get; } = [];

    public SortedDictionary<ReservationId, Reservation> Reservations { get; } = [];

    public Level Level(LevelKey key) => Levels.GetValueOrDefault(key, new Level(key.Sku, key.Location, 0, 0, 0));

    public bool Has(OperationId id) => _operations.Contains(id);

    public (CommitStatus Status, IReadOnlyList<OperationId> Duplicates) Commit(CommitBatch batch)
    {
        OperationId[] duplicates = [.. batch.Operations.Select(operation => operation.Id).Concat(batch.RefusedOperations).Where(Has)];
        if (duplicates.Length > 0)
        {
            return (CommitStatus.Duplicates, duplicates);
        }

        if (batch.Levels.Any(change => !Holds(change))
            || batch.Reservations.Any(change => (Reservations.GetValueOrDefault(change.After.Id)?.Version ?? 0) != change.VersionBefore))
        {
            return (CommitStatus.GuardFailed, []);
        }

        foreach (var draft in batch.Movements)
        {
            Apply(batch, draft);
        }

        _operations.UnionWith(batch.Operations.Select(operation => operation.Id));
        foreach (var change in batch.Reservations)
        {
            Reservations[change.After.Id] = change.After;
        }

        return (CommitStatus.Committed, []);
    }

    private bool Holds(LevelChange change)
    {
        var level = Level(change.Key);
        return (change.VersionExact ?? level.Version) == level.Version
            && level.OnHand - level.Reserved >= change.AvailableMin
            && level.OnHand >= change.OnHandMin;
    }

    private void Apply(CommitBatch batch, MovementDraft draft)
    {
        var before = Level(batch.Levels[draft.Level].Key);
        var after = before with
        {
            OnHand = before.OnHand + draft.OnHandDelta,
            Reserved = before.Reserved + draft.ReservedDelta,
            Version = before.Version + 1,
        };
        var operation = batch.Operations[draft.Operation];
        Levels[before.Key] = after;
        Movements.Add(new Movement
        {
            Sku = after.Sku,
            Location = after.Location,
            Version = after.Version,
            Operation = operation.Id,
            Kind = operation.Kind,
            OnHandDelta = draft.OnHandDelta,
            ReservedDelta = draft.ReservedDelta,
            OnHand = after.OnHand,
            Reserved = after.Reserved,
            OccurredAt = operation.OccurredAt,
            RecordedAt = batch.RecordedAt,
        });
    }
}
