using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>How a commit ended.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public readonly record struct CommitResult
{
    private CommitResult(CommitStatus status, IReadOnlyList<Level> levelsAfter, IReadOnlyList<OperationId> duplicates)
    {
        Status = status;
        LevelsAfter = levelsAfter;
        Duplicates = duplicates;
    }

    /// <summary>Whether it was written, or why not.</summary>
    public CommitStatus Status { get; }

    /// <summary>The levels after the batch, index by index as in <see cref="CommitBatch.Levels"/>; empty unless committed.</summary>
    public IReadOnlyList<Level> LevelsAfter { get; }

    /// <summary>The operations that were applied before; empty unless that is the status.</summary>
    public IReadOnlyList<OperationId> Duplicates { get; }

    /// <summary>It is written.</summary>
    /// <param name="levelsAfter">The levels after the batch, index by index as in <see cref="CommitBatch.Levels"/>.</param>
    public static CommitResult Committed(IReadOnlyList<Level> levelsAfter) => new(CommitStatus.Committed, levelsAfter, []);

    /// <summary>Nothing is written, because these operations were applied before.</summary>
    /// <param name="operations">At least one.</param>
    public static CommitResult DuplicatesFound(IReadOnlyList<OperationId> operations) => new(CommitStatus.Duplicates, [], operations);

    /// <summary>Nothing is written, because a guard does not hold; the engine reads its keys anew and decides again.</summary>
    public static CommitResult GuardFailed { get; } = new(CommitStatus.GuardFailed, [], []);
}
