using InventorySync.Load.Measuring;

namespace InventorySync.Load.Results;

/// <summary>What was measured in one window of one round, over all processes.</summary>
internal sealed record Reading
{
    public required double SalesPerSecond { get; init; }

    public required LatencyHistogram Latencies { get; init; }

    public required double AllocatedBytesPerSale { get; init; }

    public required double WalBytesPerSale { get; init; }

    /// <summary>Processors that the server's processes kept busy; null where not readable or the same as the callers'.</summary>
    public required double? DatabaseCores { get; init; }

    public required double CallerCores { get; init; }

    /// <summary>Processors that anybody else kept busy: more than a few hundredths, and the figures are not to be trusted.</summary>
    public required double? OtherCores { get; init; }
}
