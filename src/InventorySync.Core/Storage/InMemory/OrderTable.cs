using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>Every order, and the open units of each channel's orders by the SKU that was ordered.</summary>
/// <remarks>Used under the ledger's lock.</remarks>
internal sealed class OrderTable
{
    private readonly Dictionary<OrderKey, OrderState> _orders = [];
    private readonly Dictionary<(ChannelId Channel, Sku Sku), long> _openUnits = [];

    public OrderState? Find(OrderKey key) => _orders.GetValueOrDefault(key);

    public bool HasVersion(OrderKey key, long version) => (Find(key)?.Version ?? 0) == version;

    public void Write(OrderState after)
    {
        if (Find(after.Key) is { } before)
        {
            CountOpen(before, sign: -1);
        }

        _orders[after.Key] = after;
        CountOpen(after, sign: 1);
    }

    public long OpenUnits(ChannelId channel, Sku sku) => _openUnits.GetValueOrDefault((channel, sku));

    public long CountPlaced(ChannelId channel, DateTimeOffset from, DateTimeOffset before) =>
        _orders.Values.LongCount(order => order.Key.Channel == channel && order.PlacedAt >= from && order.PlacedAt < before);

    private void CountOpen(OrderState order, int sign)
    {
        foreach (var state in order.Lines)
        {
            var line = state.Line;
            var key = (order.Key.Channel, line.Sku);
            var units = _openUnits.GetValueOrDefault(key) + (sign * line.Open);
            if (units == 0)
            {
                _openUnits.Remove(key);
            }
            else
            {
                _openUnits[key] = units;
            }
        }
    }
}
