using InventorySync.Stock;

namespace InventorySync.Reconciliation;

/// <summary>One thing that does not agree.</summary>
/// <param name="Kind">What.</param>
/// <param name="Level">At which level.</param>
/// <param name="Version">The ledger's row concerned; for what concerns the level as a whole, the level's version.</param>
/// <param name="Expected">What it should be: units, or for versions a version.</param>
/// <param name="Found">What it is.</param>
/// <param name="IsRepairable">Whether <see cref="ILedgerVerifier.RepairAsync"/> corrects it; otherwise it needs a person.</param>
public readonly record struct LedgerDifference(
    LedgerDifferenceKind Kind, LevelKey Level, long Version, long Expected, long Found, bool IsRepairable)
{
    /// <summary>The difference as a sentence.</summary>
    public override string ToString()
    {
        var what = Kind switch
        {
            LedgerDifferenceKind.OnHand => $"on hand is {Found}, its ledger adds up to {Expected} (I2)",
            LedgerDifferenceKind.Reserved => $"reserved is {Found}, its ledger adds up to {Expected} (I2)",
            LedgerDifferenceKind.LevelBehind => $"the level is at version {Found}, its ledger at {Expected} (I6)",
            LedgerDifferenceKind.OpenReservations => $"reserved is {Found}, the open reservations hold {Expected} (I2)",
            LedgerDifferenceKind.ChainGap => $"version {Expected} is missing, the row there has version {Found} (I6)",
            LedgerDifferenceKind.ChainOnHand => $"row {Version} ends at {Found} on hand instead of {Expected} (I6)",
            LedgerDifferenceKind.ChainReserved => $"row {Version} ends at {Found} reserved instead of {Expected} (I6)",
            LedgerDifferenceKind.ChainEnd => $"the level is at version {Expected}, but its ledger ends at {Found} (I6)",
            LedgerDifferenceKind.Uncovered => $"available is {Found}, at least {Expected} is permitted, and no incident tells of it (I1)",
            _ => Kind.ToString(),
        };
        return $"{Level}: {what}{(IsRepairable || Kind == LedgerDifferenceKind.Uncovered ? string.Empty : "; needs a person")}";
    }
}
