namespace InventorySync.Buffers;

/// <summary>What an oversold order costs, as the configuration writes it.</summary>
internal sealed class OversellCostSettings
{
    public decimal OversoldOrder { get; set; }

    public decimal Margin { get; set; }

    public double UnsoldChance { get; set; } = 1;
}
