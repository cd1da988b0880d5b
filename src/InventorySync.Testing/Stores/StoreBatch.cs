using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Testing.Stores;

/// <summary>Puts a sound <see cref="CommitBatch"/> together: levels in order, offsets and sums right, as the engine does.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class StoreBatch
{
    private readonly CommitBatch _batch;
    private readonly SortedDictionary<LevelKey, LevelPart> _levels = [];
    private readonly List<(int Operation, int Line, LevelKey Key, long OnHand, long Reserved)> _moves = [];

    public StoreBatch(DateTimeOffset recordedAt) => _batch = new CommitBatch { RecordedAt = recordedAt };

    /// <summary>Begins an operation; the moves that follow are its own.</summary>
    public StoreBatch Operation(
        OperationId id,
        OperationKind kind = OperationKind.Adjust,
        OutcomeStatus status = OutcomeStatus.Applied,
        DateTimeOffset? occurredAt = null,
        ChannelId channel = default,
        ReservationId reservation = default,
        string? reason = null,
        string? detail = null)
    {
        _batch.Operations.Add(new OperationRecord
        {
            Id = id,
            Kind = kind,
            Status = status,
            OccurredAt = occurredAt ?? _batch.RecordedAt,
            Channel = channel,
            Reservation = reservation,
            Reason = reason,
            Detail = detail,
        });
        return this;
    }

    public StoreBatch Refused(OperationId id)
    {
        _batch.RefusedOperations.Add(id);
        return this;
    }

    /// <summary>Adds a movement to the operation.</summary>
    public StoreBatch Move(LevelKey key, long onHand = 0, long reserved = 0)
    {
        var operation = _batch.Operations.Count - 1;
        _moves.Add((operation, _batch.Operations[operation].MovementCount, key, onHand, reserved));
        _batch.Operations[operation] = _batch.Operations[operation] with { MovementCount = _batch.Operations[operation].MovementCount + 1 };
        Part(key);
        return this;
    }

    /// <summary>Guards a level, which is only checked where the batch does not move it.</summary>
    public StoreBatch Guard(LevelKey key, long? versionExact = null, long availableMin = long.MinValue, long onHandMin = long.MinValue)
    {
        Part(key);
        _levels[key] = _levels[key] with { VersionExact = versionExact, AvailableMin = availableMin, OnHandMin = onHandMin };
        return this;
    }

    public StoreBatch Write(Reservation after)
    {
        _batch.Reservations.Add(new ReservationChange(after, after.Version - 1));
        return this;
    }

    public StoreBatch Write(OrderState after)
    {
        _batch.Orders.Add(new OrderChange(after, after.Version - 1));
        return this;
    }

    public StoreBatch Raise(Incident incident)
    {
        _batch.Incidents.Add(incident);
        return this;
    }

    public CommitBatch Build()
    {
        var indexes = new Dictionary<LevelKey, int>();
        foreach (var key in _levels.Keys)
        {
            indexes.Add(key, indexes.Count);
        }

        var sums = new (int Count, long OnHand, long Reserved)[indexes.Count];
        foreach (var (operation, line, key, onHand, reserved) in _moves)
        {
            ref var sum = ref sums[indexes[key]];
            sum = (sum.Count + 1, sum.OnHand + onHand, sum.Reserved + reserved);
            _batch.Movements.Add(new MovementDraft
            {
                Level = indexes[key],
                Operation = operation,
                Line = line,
                OnHandDelta = onHand,
                ReservedDelta = reserved,
                VersionOffset = sum.Count,
                OnHandOffset = sum.OnHand,
                ReservedOffset = sum.Reserved,
            });
        }

        foreach (var (key, part) in _levels)
        {
            var (count, onHand, reserved) = sums[indexes[key]];
            _batch.Levels.Add(new LevelChange
            {
                Key = key,
                OnHandDelta = onHand,
                ReservedDelta = reserved,
                MovementCount = count,
                VersionExact = part.VersionExact,
                AvailableMin = part.AvailableMin,
                OnHandMin = part.OnHandMin,
            });
        }

        return _batch;
    }

    private void Part(LevelKey key) => _levels.TryAdd(key, new LevelPart(VersionExact: null, AvailableMin: long.MinValue, OnHandMin: long.MinValue));

    private readonly record struct LevelPart(long? VersionExact, long AvailableMin, long OnHandMin);
}
