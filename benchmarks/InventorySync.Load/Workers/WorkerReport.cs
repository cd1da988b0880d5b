namespace InventorySync.Load.Workers;

/// <summary>What a worker tells at its end.</summary>
internal sealed record WorkerReport
{
    public required IReadOnlyList<WindowReport> Windows { get; init; }

    /// <summary>Ledger rows that it was told of, those of the warm-up too.</summary>
    public required long Told { get; init; }
}
