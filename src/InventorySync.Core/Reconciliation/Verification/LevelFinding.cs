using InventorySync.Stock;

namespace InventorySync.Reconciliation.Verification;

/// <summary>What a second look has confirmed about one level.</summary>
internal sealed class LevelFinding
{
    /// <summary>The level as the store has it.</summary>
    public required Level Level { get; init; }

    /// <summary>The level as its ledger has it.</summary>
    public required Level Ledger { get; init; }

    /// <summary>Units of it in open reservations.</summary>
    public required long OpenUnits { get; init; }

    /// <summary>What does not agree; at least one.</summary>
    public required IReadOnlyList<LedgerDifference> Differences { get; init; }

    /// <summary>Whether the level can be set right: never over a broken chain.</summary>
    public bool IsRepairable => Differences.Any(difference => difference.IsRepairable);

    /// <summary>
    /// The movement that sets the level right. Against the ledger, which is intact, on hand does not change: the level is set to
    /// what the ledger says. Reserved follows the open reservations, since those are the promises that were made.
    /// </summary>
    public Movement ToCorrection(OperationId operation, DateTimeOffset now) => new()
    {
        Sku = Level.Sku,
        Location = Level.Location,
        Version = Ledger.Version + 1,
        Operation = operation,
        Kind = OperationKind.Correct,
        OnHandDelta = 0,
        ReservedDelta = OpenUnits - Ledger.Reserved,
        OnHand = Ledger.OnHand,
        Reserved = OpenUnits,
        OccurredAt = now,
        RecordedAt = now,
        Reason = $"Level was {Level.OnHand} on hand, {Level.Reserved} reserved at version {Level.Version}; "
            + $"ledger {Ledger.OnHand} on hand, {Ledger.Reserved} reserved at version {Ledger.Version}; open reservations {OpenUnits}",
    };
}
