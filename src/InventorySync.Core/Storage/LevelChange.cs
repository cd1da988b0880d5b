using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>What a batch does to one level, and what must be true of the level for that to be right.</summary>
/// <remarks>
/// A level without a row counts as zeros at version 0 and is made by its first change. A change without movements only checks:
/// it confirms the level of a refused operation. Immutable; safe from any thread.
/// </remarks>
public readonly record struct LevelChange
{
    /// <summary>Which level.</summary>
    public required LevelKey Key { get; init; }

    /// <summary>Change of on hand by the whole batch, in units.</summary>
    public required long OnHandDelta { get; init; }

    /// <summary>Change of reserved by the whole batch, in units.</summary>
    public required long ReservedDelta { get; init; }

    /// <summary>How many movements the batch appends to the level: what its version rises by. 0: check only.</summary>
    public required int MovementCount { get; init; }

    /// <summary>
    /// Where set, the level must be exactly at this version: something in the batch depends on the exact level (a refusal, a
    /// count, units that stock does not cover). Where null, the two minima are the guard, and other processes may have moved the level.
    /// </summary>
    public long? VersionExact { get; init; }

    /// <summary>The least available (on hand − reserved) the level may have before the batch; <see cref="long.MinValue"/>: any.</summary>
    public required long AvailableMin { get; init; }

    /// <summary>The least on hand the level may have before the batch; <see cref="long.MinValue"/>: any.</summary>
    public required long OnHandMin { get; init; }

    /// <summary>Whether the batch may be written over <paramref name="level"/>: the guard, for stores that check it in memory.</summary>
    public bool Permits(in Level level) =>
        (VersionExact is not { } exact || level.Version == exact)
        && level.Available >= AvailableMin
        && level.OnHand >= OnHandMin;
}
