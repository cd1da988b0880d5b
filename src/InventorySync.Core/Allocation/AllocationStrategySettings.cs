namespace InventorySync.Allocation;

/// <summary>A strategy as the configuration writes it.</summary>
internal sealed class AllocationStrategySettings
{
    public string? Strategy { get; set; }

    /// <summary>Fixed: units by channel.</summary>
    public Dictionary<string, long> Units { get; } = [];

    /// <summary>Fixed: units of every channel that is not named.</summary>
    public long? Others { get; set; }

    /// <summary>Proportional: percent by channel; none: by sales.</summary>
    public Dictionary<string, decimal> Shares { get; } = [];

    /// <summary>Priority: units for every channel.</summary>
    public long? Minimum { get; set; }

    /// <summary>Priority: other minimums, by channel.</summary>
    public Dictionary<string, long> Minimums { get; } = [];

    /// <summary>Priority: most units, by channel.</summary>
    public Dictionary<string, long> Maximums { get; } = [];
}
