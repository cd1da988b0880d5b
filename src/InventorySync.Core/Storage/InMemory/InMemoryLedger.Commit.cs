using System.Runtime.InteropServices;
using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>The writing half: everything that can fail comes before the first change that cannot be taken back.</summary>
internal sealed partial class InMemoryLedger
{
    // Index by index as in the batch; kept between commits, since they come one after the other.
    private int[] _slots = [];

    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<CommitResult>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult(Commit(batch));
        }
    }

    private CommitResult Commit(CommitBatch batch)
    {
        BatchAssertions.Check(batch);
        var firstOperation = _operations.Count;
        var isCommitted = false;
        try
        {
            if (AddOperations(batch) is { } duplicates)
            {
                return CommitResult.DuplicatesFound(duplicates);
            }

            if (!GuardsHold(batch) || LevelsAfter(batch) is not { } levelsAfter)
            {
                return CommitResult.GuardFailed;
            }

            Apply(batch, levelsAfter, firstOperation);
            isCommitted = true;
            return CommitResult.Committed(levelsAfter);
        }
        finally
        {
            if (!isCommitted)
            {
                _operations.Truncate(firstOperation);
            }
        }
    }

    /// <summary>Appends the operations.</summary>
    /// <returns>Those, and refused ones, that were applied before; null: none.</returns>
    private List<OperationId>? AddOperations(CommitBatch batch)
    {
        List<OperationId>? duplicates = null;
        var first = _operations.Count;
        foreach (ref readonly var operation in CollectionsMarshal.AsSpan(batch.Operations))
        {
            if (_operations.TryAdd(operation, batch.RecordedAt, out var existing))
            {
                continue;
            }

            if (existing >= first)
            {
                throw new ArgumentException($"The batch has operation {operation.Id} twice; an id belongs to one operation.", nameof(batch));
            }

            (duplicates ??= []).Add(operation.Id);
        }

        foreach (ref readonly var id in CollectionsMarshal.AsSpan(batch.RefusedOperations))
        {
            if (_operations.Find(id) is var found and >= 0 && found < first)
            {
                (duplicates ??= []).Add(id);
            }
        }

        return duplicates;
    }

    private bool GuardsHold(CommitBatch batch)
    {
        foreach (var change in batch.Reservations)
        {
            if (!_reservations.HasVersion(change.After.Id, change.VersionBefore))
            {
                return false;
            }
        }

        foreach (var change in batch.Orders)
        {
            if (!_orders.HasVersion(change.After.Key, change.VersionBefore))
            {
                return false;
            }
        }

        foreach (var incident in batch.Incidents)
        {
            if (_incidents.Contains(incident.Id))
            {
                throw new ArgumentException($"Incident {incident.Id} is in the ledger already; each needs an id of its own.", nameof(batch));
            }
        }

        return true;
    }

    /// <summary>Finds the levels, checks their guards and does the sums.</summary>
    /// <returns>The levels after the batch; null: a guard does not hold.</returns>
    private Level[]? LevelsAfter(CommitBatch batch)
    {
        var count = batch.Levels.Count;
        if (_slots.Length < count)
        {
            _slots = new int[count * 2];
        }

        var after = new Level[count];
        var changes = CollectionsMarshal.AsSpan(batch.Levels);
        for (var i = 0; i < count; i++)
        {
            ref readonly var change = ref changes[i];
            var slot = _levels.Find(change.Key);
            var before = slot == LevelTable.None ? new Level(change.Key.Sku, change.Key.Location, 0, 0, 0) : _levels[slot].ToLevel();
            if (!change.Permits(before))
            {
                return null;
            }

            _slots[i] = slot;
            after[i] = new Level(
                change.Key.Sku,
                change.Key.Location,
                checked(before.OnHand + change.OnHandDelta),
                checked(before.Reserved + change.ReservedDelta),
                before.Version + change.MovementCount);
        }

        return after;
    }

    private void Apply(CommitBatch batch, Level[] levelsAfter, int firstOperation)
    {
        for (var i = 0; i < levelsAfter.Length; i++)
        {
            if (batch.Levels[i].MovementCount > 0)
            {
                _slots[i] = _slots[i] == LevelTable.None ? _levels.Add(batch.Levels[i].Key) : _slots[i];
                Write(_slots[i], levelsAfter[i]);
            }
        }

        var changes = CollectionsMarshal.AsSpan(batch.Levels);
        foreach (ref readonly var draft in CollectionsMarshal.AsSpan(batch.Movements))
        {
            ref readonly var change = ref changes[draft.Level];
            ref readonly var after = ref levelsAfter[draft.Level];
            _movements.Add(new MovementEntry
            {
                OnHandDelta = draft.OnHandDelta,
                ReservedDelta = draft.ReservedDelta,
                OnHand = after.OnHand - change.OnHandDelta + draft.OnHandOffset,
                Reserved = after.Reserved - change.ReservedDelta + draft.ReservedOffset,
                Version = (int)(after.Version - change.MovementCount + draft.VersionOffset),
                Level = _slots[draft.Level],
                Operation = firstOperation + draft.Operation,
            });
        }

        foreach (var change in batch.Reservations)
        {
            _reservations.Write(change.After);
        }

        foreach (var change in batch.Orders)
        {
            _orders.Write(change.After);
        }

        foreach (var incident in batch.Incidents)
        {
            _incidents.Add(incident);
        }
    }

    private void Write(int slot, in Level level)
    {
        ref var written = ref _levels[slot];
        written.OnHand = level.OnHand;
        written.Reserved = level.Reserved;
        written.Version = level.Version;
    }
}
