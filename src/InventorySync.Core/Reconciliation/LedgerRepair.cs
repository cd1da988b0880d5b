using InventorySync.Stock;

namespace InventorySync.Reconciliation;

/// <summary>What a repair of the ledger found and corrected.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record LedgerRepair
{
    /// <summary>What was found before anything was corrected.</summary>
    public required LedgerReport Report { get; init; }

    /// <summary>Whether nothing was changed, and the corrections are those that would be made.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>Levels that were, or would be, corrected.</summary>
    public long CorrectedCount { get; init; }

    /// <summary>Levels that moved just before their correction, which was therefore not made; repair again.</summary>
    public long MovedCount { get; init; }

    /// <summary>The first <see cref="LedgerReport.DifferencesMax"/> corrections, as they stand in the ledger.</summary>
    public IReadOnlyList<Movement> Corrections { get; init; } = [];
}
