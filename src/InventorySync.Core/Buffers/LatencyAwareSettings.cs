namespace InventorySync.Buffers;

/// <summary>A latency-aware buffer as the configuration writes it.</summary>
internal sealed class LatencyAwareSettings
{
    public double? Epsilon { get; set; }

    public OversellCostSettings? Cost { get; set; }

    public long UnitsMin { get; set; }

    public long? UnitsMax { get; set; }
}
