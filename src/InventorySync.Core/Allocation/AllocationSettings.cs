namespace InventorySync.Allocation;

/// <summary>The allocation rules as the configuration writes them, under <c>InventorySync:Allocation</c>.</summary>
internal sealed class AllocationSettings
{
    public int? SalesDays { get; set; }

    public AllocationStrategySettings? Default { get; set; }

    public Dictionary<string, AllocationStrategySettings> Categories { get; } = [];

    public Dictionary<string, AllocationStrategySettings> Skus { get; } = [];
}
