using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Scheduling;
using InventorySync.Storage;
using InventorySync.Testing;

namespace InventorySync.Channels;

public sealed class ChannelLocationsCheckTests
{
    [Fact]
    public async Task StartAsync_LocationThatTheCatalogueDoesNotKnow_IsAWarning()
    {
        var catalog = new InventoryCatalog(new InMemoryInventoryStore(), new BroadcastSignals(), new LoopRuntime(new VirtualTimeProvider(), new Random(1)));
        await catalog.SaveAsync(Items.Location("store-1"));
        var options = new ChannelOptions { Locations = { "store-1", "stroe-2" } };
        var log = new RecordedLog<ChannelLocationsCheck>();

        await new ChannelLocationsCheck(
            new ChannelRegistry([new SalesChannel(new ChannelId("shop"), new SilentAdapter(), options)]), catalog, log).StartAsync(default);

        Assert.Equal(
            ["Warning: InventorySync:Channels:shop:Locations names 'stroe-2', which is not in the catalogue: its stock does not count until the location is saved there. Save it, or correct the name."],
            log.Lines);
    }
}
