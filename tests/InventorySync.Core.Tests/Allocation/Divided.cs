using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Allocation;

/// <summary>Divides a pool by a strategy, in a few words.</summary>
internal static class Divided
{
    public static readonly ChannelId Shop = new("shop");
    public static readonly ChannelId Meli = new("meli");
    public static readonly ChannelId Till = new("till");

    /// <summary>A channel, in the order in which divisions have them.</summary>
    public static AllocationChannel Channel(ChannelId id, int priority = 0, long sold = 0, long granted = 0) =>
        new() { Channel = id, Priority = priority, UnitsSold = sold, Granted = granted };

    public static long[] By(IAllocationStrategy strategy, long pool, params AllocationChannel[] channels)
    {
        var quotas = new long[channels.Length];
        strategy.Divide(Context(pool, channels), quotas);
        return quotas;
    }

    public static string Reason(IAllocationStrategy strategy, int channel, params AllocationChannel[] channels) =>
        strategy.Describe(Context(100, channels), channel);

    private static AllocationContext Context(long pool, AllocationChannel[] channels) => new(new Sku("CUP"), null, pool, channels, salesDays: 28);
}
