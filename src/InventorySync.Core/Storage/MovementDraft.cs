namespace InventorySync.Storage;

/// <summary>One movement of a batch, before it is known where in the level's ledger it lands.</summary>
/// <remarks>
/// Offsets count from the level as it was before the batch, whatever that turns out to be in the database: version before +
/// <see cref="VersionOffset"/> is the movement's version, on hand before + <see cref="OnHandOffset"/> its on hand after.
/// <see cref="CommitBatch.Place"/> does the sums. Immutable; safe from any thread.
/// </remarks>
public readonly record struct MovementDraft
{
    /// <summary>Index of the level in <see cref="CommitBatch.Levels"/>.</summary>
    public required int Level { get; init; }

    /// <summary>Index of the operation in <see cref="CommitBatch.Operations"/>.</summary>
    public required int Operation { get; init; }

    /// <summary>Place among the operation's movements, from 0.</summary>
    public required int Line { get; init; }

    /// <summary>Change of on hand, in units.</summary>
    public required long OnHandDelta { get; init; }

    /// <summary>Change of reserved, in units.</summary>
    public required long ReservedDelta { get; init; }

    /// <summary>Which of the level's movements in this batch it is, from 1.</summary>
    public required int VersionOffset { get; init; }

    /// <summary>Sum of the on hand deltas of the level's movements in this batch up to and with this one.</summary>
    public required long OnHandOffset { get; init; }

    /// <summary>Sum of the reserved deltas of the level's movements in this batch up to and with this one.</summary>
    public required long ReservedOffset { get; init; }
}
