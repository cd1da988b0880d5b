using InventorySync.Stock;

namespace InventorySync.Reconciliation.Verification;

/// <summary>Compares a level with its ledger and the open reservations, all read while it did not move. Pure.</summary>
internal static class LevelJudge
{
    /// <param name="level">The level as the store has it; zeros at version 0 where it has none.</param>
    /// <param name="audit">Its ledger, replayed.</param>
    /// <param name="openUnits">Units of it in open reservations.</param>
    /// <param name="backorderLimit">How many units may be promised beyond what is there.</param>
    /// <param name="hasIncident">Whether an incident was ever raised for it.</param>
    /// <returns>What does not agree; null where everything does.</returns>
    public static LevelFinding? Judge(in Level level, LevelAudit audit, long openUnits, long backorderLimit, bool hasIncident)
    {
        var key = level.Key;
        var version = level.Version;
        var ledger = audit.Last;
        List<LedgerDifference> differences = [.. audit.Faults];
        Compare(LedgerDifferenceKind.ChainEnd, level.Version > ledger.Version, level.Version, ledger.Version, isRepairable: false);

        // Over a chain that is broken, or ends too early, the level may be right and the ledger wrong.
        var isIntact = differences.Count == 0;
        Compare(LedgerDifferenceKind.LevelBehind, level.Version < ledger.Version, ledger.Version, level.Version, isIntact);
        Compare(LedgerDifferenceKind.OnHand, level.OnHand != ledger.OnHand, ledger.OnHand, level.OnHand, isIntact);
        Compare(LedgerDifferenceKind.Reserved, level.Reserved != ledger.Reserved, ledger.Reserved, level.Reserved, isIntact);
        Compare(LedgerDifferenceKind.OpenReservations, level.Reserved != openUnits, openUnits, level.Reserved, isIntact);
        Compare(
            LedgerDifferenceKind.Uncovered, level.Available < Math.Min(0, -backorderLimit) && !hasIncident, -backorderLimit, level.Available, isRepairable: false);

        return differences.Count == 0
            ? null
            : new LevelFinding { Level = level, Ledger = ledger, OpenUnits = openUnits, Differences = differences };

        void Compare(LedgerDifferenceKind kind, bool differs, long expected, long found, bool isRepairable)
        {
            if (differs)
            {
                differences.Add(new LedgerDifference(kind, key, version, expected, found, isRepairable));
            }
        }
    }
}
