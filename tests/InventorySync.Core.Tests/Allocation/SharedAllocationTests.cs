using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Allocation;

public sealed class SharedAllocationTests
{
    [Fact]
    public void Divide_AnyPool_GivesEachChannelAllOfIt()
    {
        AllocationChannel[] channels = [.. new[] { "a", "b", "c" }.Select(id => new AllocationChannel { Channel = new ChannelId(id), Priority = 0 })];
        var quotas = new long[3];

        new SharedAllocation().Divide(new AllocationContext(new Sku("CUP"), null, 7, channels), quotas);

        Assert.Equal([7, 7, 7], quotas);
    }
}
