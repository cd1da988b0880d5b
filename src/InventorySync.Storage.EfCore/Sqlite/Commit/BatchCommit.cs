using System.Runtime.InteropServices;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Sqlite.Keys;

namespace InventorySync.Storage.EfCore.Sqlite.Commit;

/// <summary>Writes batches and corrections inside the caller's transaction, by prepared statements: the sale's path.</summary>
/// <remarks>Used by who holds the write gate. What it wrote before a guard failed is undone by the caller's rollback.</remarks>
internal sealed class BatchCommit : IDisposable
{
    private readonly OperationIndex _operations;
    private readonly LevelTable _levels;
    private readonly LedgerTable _ledger;
    private readonly ReservationTable _reservations;
    private readonly OrderTable _orders;
    private readonly IncidentTable _incidents;

    // Index by index as in the batch; kept between commits, since they come one after the other.
    private byte[] _keys = [];
    private long[] _levelIds = [];

    public BatchCommit(NamedConnection connection, HeldKeys held, KeyFolding folding)
    {
        _levels = new LevelTable(connection);
        _ledger = new LedgerTable(connection);
        _operations = new OperationIndex(connection, _ledger, held, folding);
        _reservations = new ReservationTable(connection);
        _orders = new OrderTable(connection);
        _incidents = new IncidentTable(connection);
    }

    /// <summary>Whether the batch changes anything; one that only confirms refusals does not.</summary>
    public static bool Writes(CommitBatch batch) =>
        batch.Operations.Count + batch.Movements.Count + batch.Reservations.Count + batch.Orders.Count + batch.Incidents.Count > 0;

    /// <summary>Learns which operations were applied, so that the first batch need not wait for it.</summary>
    public void Sync() => _operations.Sync();

    /// <summary>Has to be called when the transaction has ended.</summary>
    public void End(bool isCommitted) => _operations.End(isCommitted);

    public CommitResult Write(CommitBatch batch)
    {
        var lastId = _operations.Sync();
        var firstId = batch.Operations.Count == 0 ? 0 : lastId + 1;
        if (AddOperations(batch, firstId) is { } duplicates)
        {
            return CommitResult.DuplicatesFound(duplicates);
        }

        var levelsAfter = new Level[batch.Levels.Count];
        if (!TryApplyLevels(batch, levelsAfter) || !TryWriteReservationsAndOrders(batch))
        {
            return CommitResult.GuardFailed;
        }

        _operations.Seal(AppendMovements(batch, levelsAfter, lastId));
        foreach (var incident in batch.Incidents)
        {
            _incidents.Add(incident);
        }

        return CommitResult.Committed(levelsAfter);
    }

    /// <returns>Whether it was written.</returns>
    public bool Correct(in Level seen, Movement correction)
    {
        Span<byte> key = stackalloc byte[OperationKey.Length];
        var text = OperationKey.Write(correction.Operation, key);
        if (_levels.Find(seen.Key, out var levelId) != seen)
        {
            return false;
        }

        var id = _operations.Sync() + 1;
        if (_operations.AddOrFind(key, id) is var existing and not 0)
        {
            _operations.ThrowUnlessSame(correction.Operation, existing);
            return false;
        }

        if (levelId != 0 && _ledger.LastVersion(levelId) is var last && last >= correction.Version)
        {
            throw new ArgumentException(
                $"The ledger of {seen.Key} has a movement of version {last}; the correction's has to be higher than {correction.Version}.",
                nameof(correction));
        }

        var after = new Level(seen.Sku, seen.Location, correction.OnHand, correction.Reserved, correction.Version);
        if (levelId == 0)
        {
            _levels.TryInsert(after, out levelId);
        }
        else
        {
            _levels.Set(levelId, after);
        }

        _ledger.BindOperation(RecordOf(correction), key, text, correction.RecordedAt);
        _ledger.Append(
            id,
            line: 0,
            levelId,
            new LedgerEntry(correction.Version, correction.OnHandDelta, correction.ReservedDelta, correction.OnHand, correction.Reserved));
        _operations.Seal(id);
        return true;
    }

    public void Dispose()
    {
        _operations.Dispose();
        _levels.Dispose();
        _ledger.Dispose();
        _reservations.Dispose();
        _orders.Dispose();
        _incidents.Dispose();
    }

    /// <summary>Enters the operations into the index.</summary>
    /// <returns>Those, and refused ones, that were applied before; null: none.</returns>
    private List<OperationId>? AddOperations(CommitBatch batch, long firstId)
    {
        List<OperationId>? duplicates = null;
        if (_keys.Length < batch.Operations.Count * OperationKey.Length)
        {
            _keys = new byte[batch.Operations.Count * OperationKey.Length * 2];
        }

        var nextId = firstId;
        for (var i = 0; i < batch.Operations.Count; i++)
        {
            ref readonly var operation = ref CollectionsMarshal.AsSpan(batch.Operations)[i];
            OperationKey.Write(operation.Id, KeyOf(i));
            if (_operations.AddOrFind(KeyOf(i), nextId) is var existing and not 0)
            {
                if (existing >= firstId)
                {
                    throw new ArgumentException($"The batch has operation {operation.Id} twice; an id belongs to one operation.", nameof(batch));
                }

                _operations.ThrowUnlessSame(operation.Id, existing);
                (duplicates ??= []).Add(operation.Id);
            }

            nextId += Math.Max(1, operation.MovementCount);
        }

        Span<byte> key = stackalloc byte[OperationKey.Length];
        foreach (ref readonly var id in CollectionsMarshal.AsSpan(batch.RefusedOperations))
        {
            OperationKey.Write(id, key);

            // One that this very batch applies, asked a second time, was not applied before.
            if (_operations.Find(key) is var existing and not 0 && (firstId == 0 || existing < firstId))
            {
                _operations.ThrowUnlessSame(id, existing);
                (duplicates ??= []).Add(id);
            }
        }

        return duplicates;
    }

    private bool TryApplyLevels(CommitBatch batch, Level[] levelsAfter)
    {
        if (_levelIds.Length < batch.Levels.Count)
        {
            _levelIds = new long[batch.Levels.Count * 2];
        }

        var changes = CollectionsMarshal.AsSpan(batch.Levels);
        for (var i = 0; i < changes.Length; i++)
        {
            if (!_levels.TryApply(changes[i], out _levelIds[i], out levelsAfter[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryWriteReservationsAndOrders(CommitBatch batch)
    {
        foreach (var change in batch.Reservations)
        {
            if (!_reservations.TryWrite(change))
            {
                return false;
            }
        }

        foreach (var change in batch.Orders)
        {
            if (!_orders.TryWrite(change))
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>The last row.</returns>
    private long AppendMovements(CommitBatch batch, Level[] levelsAfter, long lastId)
    {
        var movements = CollectionsMarshal.AsSpan(batch.Movements);
        var changes = CollectionsMarshal.AsSpan(batch.Levels);
        var next = 0;
        var id = lastId;
        for (var i = 0; i < batch.Operations.Count; i++)
        {
            ref readonly var operation = ref CollectionsMarshal.AsSpan(batch.Operations)[i];
            var text = operation.Id.TryGetUuid(out _) ? null : operation.Id.ToString();
            _ledger.BindOperation(operation, KeyOf(i), text, batch.RecordedAt);
            if (operation.MovementCount == 0)
            {
                _ledger.AppendEmpty(++id);
            }

            for (var line = 0; line < operation.MovementCount; line++)
            {
                ref readonly var draft = ref movements[next++];
                _ledger.Append(++id, line, _levelIds[draft.Level], Place(draft, changes[draft.Level], levelsAfter[draft.Level]));
            }
        }

        return id;
    }

    private static LedgerEntry Place(in MovementDraft draft, in LevelChange change, in Level after) => new(
        after.Version - change.MovementCount + draft.VersionOffset,
        draft.OnHandDelta,
        draft.ReservedDelta,
        after.OnHand - change.OnHandDelta + draft.OnHandOffset,
        after.Reserved - change.ReservedDelta + draft.ReservedOffset);

    private static OperationRecord RecordOf(Movement correction) => new()
    {
        Id = correction.Operation,
        Kind = correction.Kind,
        Status = OutcomeStatus.Applied,
        OccurredAt = correction.OccurredAt,
        Channel = correction.Channel.GetValueOrDefault(),
        Reservation = correction.Reservation.GetValueOrDefault(),
        Reason = correction.Reason,
        MovementCount = 1,
    };

    private Span<byte> KeyOf(int operation) => _keys.AsSpan(operation * OperationKey.Length, OperationKey.Length);
}
