using InventorySync.Channels;

namespace InventorySync.Intake;

/// <summary>Makes channels' orders, at minutes after a fixed moment.</summary>
internal static class ChannelOrders
{
    /// <summary>When the virtual clock starts.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double minutes) => Start + TimeSpan.FromMinutes(minutes);

    public static ChannelOrder Order(string id, double minute, params ChannelOrderLine[] lines) => new()
    {
        OrderId = id,
        PlacedAt = At(0),
        UpdatedAt = At(minute),
        Lines = lines,
    };

    public static ChannelOrderLine Line(
        string? sku, long ordered, long cancelled = 0, long fulfilled = 0, long returned = 0, string lineId = "1", string? externalId = null, string? location = null) =>
        new()
        {
            LineId = lineId,
            Sku = sku,
            ExternalId = externalId,
            Ordered = ordered,
            Cancelled = cancelled,
            Fulfilled = fulfilled,
            Returned = returned,
            Location = location,
        };
}
