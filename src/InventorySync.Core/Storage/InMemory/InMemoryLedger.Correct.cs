using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>The verifier's door.</summary>
internal sealed partial class InMemoryLedger
{
    public Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(correction);
        return Locked(() => Correct(seen, correction), cancellationToken);
    }

    private bool Correct(in Level seen, Movement correction)
    {
        var slot = _levels.Find(seen.Key);
        var found = slot == LevelTable.None ? new Level(seen.Sku, seen.Location, 0, 0, 0) : _levels[slot].ToLevel();
        if (found != seen || _operations.Find(correction.Operation) >= 0)
        {
            return false;
        }

        if (slot != LevelTable.None && _levels[slot].LastMovement is var last and >= 0 && _movements.VersionOf(last) >= correction.Version)
        {
            throw new ArgumentException(
                $"The ledger of {seen.Key} has a movement of version {_movements.VersionOf(last)}; the correction's has to be higher than {correction.Version}.",
                nameof(correction));
        }

        var movement = new MovementEntry
        {
            OnHandDelta = correction.OnHandDelta,
            ReservedDelta = correction.ReservedDelta,
            OnHand = correction.OnHand,
            Reserved = correction.Reserved,
            Version = checked((int)correction.Version),
        };
        _operations.TryAdd(RecordOf(correction), correction.RecordedAt, out _);
        movement.Operation = _operations.Count - 1;
        movement.Level = slot == LevelTable.None ? _levels.Add(seen.Key) : slot;
        _movements.Add(movement);
        Write(movement.Level, new Level(seen.Sku, seen.Location, correction.OnHand, correction.Reserved, correction.Version));
        return true;
    }

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
}
