using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>The movements of all levels in the order of recording; a level's own form a chain backwards from its newest.</summary>
/// <remarks>Used under the ledger's lock.</remarks>
internal sealed class MovementLog
{
    public const int None = -1;

    private readonly SegmentedList<MovementEntry> _entries = new();
    private readonly LevelTable _levels;
    private readonly OperationLog _operations;

    public MovementLog(LevelTable levels, OperationLog operations)
    {
        _levels = levels;
        _operations = operations;
    }

    public int Count => _entries.Count;

    /// <summary>Appends a movement to its level's chain and to its operation, whose movements have to come one after the other.</summary>
    public void Add(MovementEntry movement)
    {
        var index = _entries.Add();
        ref var added = ref _entries[index];
        ref var level = ref _levels[movement.Level];
        added = movement;
        added.PreviousOfLevel = level.LastMovement;
        level.LastMovement = index;

        ref var operation = ref _operations[movement.Operation];
        if (operation.MovementCount++ == 0)
        {
            operation.FirstMovement = index;
        }
    }

    public int VersionOf(int index) => _entries[index].Version;

    public Movement[] OfOperation(int operation)
    {
        ref var owner = ref _operations[operation];
        var movements = new Movement[owner.MovementCount];
        for (var i = 0; i < movements.Length; i++)
        {
            movements[i] = Read(owner.FirstMovement + i);
        }

        return movements;
    }

    /// <summary>A level's movements that the query asks for, by version; only those recorded before <paramref name="end"/>.</summary>
    public List<Movement> OfLevel(int level, MovementQuery query, int end)
    {
        List<Movement> found = [];
        for (var index = _levels[level].LastMovement; index != None; index = _entries[index].PreviousOfLevel)
        {
            if (index < end && IsAskedFor(ref _operations[_entries[index].Operation], query))
            {
                found.Add(Read(index));
            }
        }

        found.Reverse();
        return found;
    }

    private static bool IsAskedFor(ref OperationEntry operation, MovementQuery query) =>
        (query.Reservation is not { } reservation || operation.Reservation == reservation)
        && (query.Operation is not { } id || operation.Id == id)
        && (query.RecordedFrom is not { } from || operation.RecordedAt >= from.UtcTicks)
        && (query.RecordedBefore is not { } before || operation.RecordedAt < before.UtcTicks);

    private Movement Read(int index)
    {
        ref var entry = ref _entries[index];
        ref var operation = ref _operations[entry.Operation];
        var key = _levels[entry.Level].Key;
        return new Movement
        {
            Sku = key.Sku,
            Location = key.Location,
            Version = entry.Version,
            Operation = operation.Id,
            Kind = operation.Kind,
            OnHandDelta = entry.OnHandDelta,
            ReservedDelta = entry.ReservedDelta,
            OnHand = entry.OnHand,
            Reserved = entry.Reserved,
            OccurredAt = new DateTimeOffset(operation.OccurredAt, TimeSpan.Zero),
            RecordedAt = new DateTimeOffset(operation.RecordedAt, TimeSpan.Zero),
            Channel = operation.Channel.IsDefault ? null : operation.Channel,
            Reservation = operation.Reservation.IsDefault ? null : operation.Reservation,
            Reason = operation.Reason,
        };
    }
}
