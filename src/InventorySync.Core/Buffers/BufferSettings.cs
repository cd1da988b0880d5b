namespace InventorySync.Buffers;

/// <summary>A buffer rule as the configuration writes it, under <c>InventorySync:Buffers:&lt;name&gt;</c>.</summary>
internal sealed class BufferSettings
{
    public decimal? Percent { get; set; }

    public long? Units { get; set; }

    public SafetyStockSettings? SafetyStock { get; set; }

    public LatencyAwareSettings? LatencyAware { get; set; }

    public VelocitySettings? Velocity { get; set; }

    public string? Sku { get; set; }

    public string? Category { get; set; }

    public string? Channel { get; set; }

    public string? Location { get; set; }

    /// <summary>The name of the window outside which the rule holds nothing back.</summary>
    public string? OnlyDuring { get; set; }

    /// <summary>What is held back instead, where that is more, by the name of the window.</summary>
    public Dictionary<string, BufferAmountSettings> During { get; } = [];
}
