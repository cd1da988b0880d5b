using System.Globalization;
using System.Text;

namespace InventorySync.Reconciliation;

/// <summary>What a verification of the ledger found.</summary>
/// <remarks><see cref="ToString"/> prints it for a person. Immutable; safe from any thread.</remarks>
public sealed record LedgerReport
{
    /// <summary>How many differences are listed at most; all are counted.</summary>
    public const int DifferencesMax = 1_000;

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Levels that were looked at.</summary>
    public long Levels { get; init; }

    /// <summary>Movements that were replayed.</summary>
    public long Movements { get; init; }

    /// <summary>Differences that a second look confirmed, hints at I1 included.</summary>
    public long DifferenceCount { get; init; }

    /// <summary>Those of them that a repair corrects.</summary>
    public long RepairableCount { get; init; }

    /// <summary>Those of them that only hint at a fault (<see cref="LedgerDifferenceKind.Uncovered"/>).</summary>
    public long HintCount { get; init; }

    /// <summary>Levels that seemed to differ and moved during every further look, so that nothing can be said of them; verify again when it is quieter.</summary>
    public long UnsettledCount { get; init; }

    /// <summary>The first <see cref="DifferencesMax"/> differences, by level.</summary>
    public IReadOnlyList<LedgerDifference> Differences { get; init; } = [];

    /// <summary>Whether nothing is wrong; hints don't count.</summary>
    public bool IsSound => DifferenceCount == HintCount;

    /// <summary>A summary and the listed differences, a line each.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Levels} levels, {Movements} movements: ");
        text.Append(CultureInfo.InvariantCulture, $"{(IsSound ? "sound" : "not sound")}, {DifferenceCount} differences ({RepairableCount} repairable, {HintCount} hints)");
        if (UnsettledCount > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {UnsettledCount} levels moved too fast to be judged");
        }

        foreach (var difference in Differences)
        {
            text.Append('\n').Append(difference.ToString());
        }

        if (DifferenceCount > Differences.Count)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nand {DifferenceCount - Differences.Count} more");
        }

        return text.ToString();
    }
}
