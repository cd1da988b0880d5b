namespace InventorySync.Storage.EfCore;

/// <summary>What a call of <see cref="ILedgerArchive.ArchiveAsync"/> has moved.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record LedgerArchiveReport
{
    /// <summary>Movements recorded before this moment were to be moved: the first day of a month, in UTC.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>How many movements were moved; operations without any count as one.</summary>
    public required long Movements { get; init; }

    /// <summary>How many levels had movements moved.</summary>
    public required long Levels { get; init; }
}
