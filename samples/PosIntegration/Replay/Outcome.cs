using PosIntegration.Audit;
using PosIntegration.Input;
using PosIntegration.Report;

namespace PosIntegration.Replay;

/// <summary>All that a replay has to tell.</summary>
internal sealed record Outcome
{
    /// <summary>Where the sales came from, and which days.</summary>
    public required string Source { get; init; }

    public required InputAccount Account { get; init; }

    /// <summary>The figures at the end.</summary>
    public required Progress Progress { get; init; }

    public required IReadOnlyList<OutletTotals> Totals { get; init; }

    public required long UnitsReceived { get; init; }

    public required long UnitsWrittenOff { get; init; }

    public required long UnitsNotWrittenOff { get; init; }

    public required long HttpCalls { get; init; }

    public required IReadOnlyList<InvariantResult> Invariants { get; init; }

    /// <summary>What tells this ledger from any other.</summary>
    public required string LedgerDigest { get; init; }

    /// <summary>Where the database was kept; null: it is gone.</summary>
    public required string? Database { get; init; }

    /// <summary>Whether every line of the input is accounted for, and every invariant held.</summary>
    public bool Holds => Account.AddsUp && Invariants.All(invariant => invariant.Holds);
}
