namespace InventorySync.Buffers;

/// <summary>Safety stock as the configuration writes it.</summary>
internal sealed class SafetyStockSettings
{
    /// <summary>Units of every article that is not named.</summary>
    public long Default { get; set; }

    /// <summary>Units by article.</summary>
    public Dictionary<string, long> Skus { get; } = [];
}
