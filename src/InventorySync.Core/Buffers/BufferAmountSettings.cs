namespace InventorySync.Buffers;

/// <summary>How much a rule holds back in one window, as the configuration writes it.</summary>
internal sealed class BufferAmountSettings
{
    public decimal? Percent { get; set; }

    public long? Units { get; set; }
}
