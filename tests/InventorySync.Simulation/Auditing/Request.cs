using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing;

/// <summary>One asking of one operation: by whom, when, and what the caller was told.</summary>
internal sealed class Request
{
    public required StockOperation Operation { get; init; }

    /// <summary>The incarnation that was asked.</summary>
    public required string Asked { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>How many commits the store had carried out when it was asked.</summary>
    public required int CommitsBefore { get; init; }

    /// <summary>How many it had when the answer came.</summary>
    public int CommitsAtAnswer { get; set; }

    public RequestFate Fate { get; set; } = RequestFate.Pending;

    /// <summary>What the caller was told; null unless that is its fate.</summary>
    public StockOutcome? Outcome { get; set; }

    public override string ToString() => $"{Operation.Kind} {Operation.Id} asked of {Asked}";
}
