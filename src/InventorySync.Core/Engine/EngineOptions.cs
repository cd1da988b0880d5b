namespace InventorySync.Engine;

/// <summary>Limits of the engine, bound from <c>InventorySync:Engine</c> or set in code. Checked at start.</summary>
public sealed class EngineOptions
{
    /// <summary>How many operations may wait; then callers wait too (backpressure). At least 1.</summary>
    /// <value>8,192</value>
    public int QueueCapacity { get; set; } = 8_192;

    /// <summary>Most operations in one transaction. At least 1. More than 512 brought nothing where it was measured.</summary>
    /// <value>512</value>
    public int BatchSizeMax { get; set; } = 512;

    /// <summary>How many SKUs' levels are kept in memory as a hint for decisions; the database stays the judge. At least 2.</summary>
    /// <value>2,000,000: under 200 bytes a level</value>
    public int CachedSkusMax { get; set; } = 2_000_000;

    /// <summary>How many recent outcomes are kept in memory, so that repeats need not be found by the database; of sixteen times as many
    /// the ids are known, so that they are looked up beside the batches and not in them. At least 2.</summary>
    /// <value>131,072: some 25 MB, and 8 MB for the ids</value>
    public int RecentOutcomesMax { get; set; } = 131_072;

    /// <summary>How often a batch is tried again after a transient failure of the store, before its callers are told. At least 0.</summary>
    /// <remarks>
    /// With the usual delays 5 repeats take 1.5 seconds, which covers a connection that broke, and 20 half a minute, which covers a
    /// server's restart or failover. Callers wait meanwhile, those behind them too.
    /// </remarks>
    /// <value>5</value>
    public int StoreRetriesMax { get; set; } = 5;

    /// <summary>The wait before the first such repeat; it doubles each time, up to <see cref="StoreRetryDelayMax"/>. At least zero.</summary>
    /// <value>50 milliseconds</value>
    public TimeSpan StoreRetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest wait before a repeat, so that a store that is back is noticed soon; no less than <see cref="StoreRetryDelay"/> counts. At least zero.</summary>
    /// <value>2 seconds</value>
    public TimeSpan StoreRetryDelayMax { get; set; } = TimeSpan.FromSeconds(2);
}
