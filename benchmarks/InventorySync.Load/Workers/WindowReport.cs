namespace InventorySync.Load.Workers;

/// <summary>What a worker measured in one window.</summary>
internal sealed record WindowReport
{
    public required double Seconds { get; init; }

    /// <summary>Answers, or for the ceiling rows.</summary>
    public required long Sales { get; init; }

    public required long AllocatedBytes { get; init; }

    /// <summary>Processor time of the worker.</summary>
    public required double ProcessorSeconds { get; init; }

    /// <summary>See <see cref="Measuring.LatencyHistogram.ToSparse"/>.</summary>
    public required long[] Latencies { get; init; }
}
