using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

public sealed class InventorySyncBuilderTests
{
    [Fact]
    public void AddChannel_AdapterType_IsBuiltWithServicesAndTheChannelsId()
    {
        using var services = Services(sync => sync.AddChannel<NamedAdapter>("my-shop", options => options.Priority = 7)).BuildServiceProvider();

        var channel = Assert.Single(services.GetRequiredService<ChannelRegistry>().All);

        var adapter = Assert.IsType<NamedAdapter>(channel.Adapter);
        Assert.Equal((new ChannelId("my-shop"), 7), (adapter.Channel, channel.Options.Priority));
        Assert.Same(services.GetRequiredService<TimeProvider>(), adapter.Time);
        Assert.Same(adapter, services.GetRequiredKeyedService<IChannelAdapter>("my-shop"));
    }

    [Fact]
    public void AddChannel_AdapterTypeThatTakesNothing_IsBuilt()
    {
        using var services = Services(sync => sync.AddChannel<SilentAdapter>("a").AddChannel<SilentAdapter>("b")).BuildServiceProvider();

        Assert.Equal(["a", "b"], services.GetRequiredService<ChannelRegistry>().All.Select(channel => channel.Id.Value));
    }

    [Fact]
    public void AddChannel_OwnFactory_IsCalledOnceAndItsAdapterDisposedOfAtTheEnd()
    {
        List<NamedAdapter> made = [];
        using (var services = Services(sync => sync.AddChannel("my-shop", (provider, id) =>
        {
            made.Add(new NamedAdapter(id, provider.GetRequiredService<TimeProvider>()));
            return made[^1];
        })).BuildServiceProvider())
        {
            Assert.NotNull(services.GetRequiredService<ChannelRegistry>().Find(new ChannelId("my-shop")));
            Assert.NotNull(services.GetRequiredService<ChannelRegistry>().Find(new ChannelId("my-shop")));
        }

        Assert.True(Assert.Single(made).IsDisposed);
    }

    [Fact]
    public void AddChannel_NameTakenAlready_IsRefused()
    {
        var services = Services(sync => sync.AddChannel<SilentAdapter>("my-shop"));

        var inSameCall = Assert.Throws<ArgumentException>(
            () => Services(sync => sync.AddChannel<SilentAdapter>("my-shop").AddChannel<NamedAdapter>("my-shop")));
        var inAnotherCall = Assert.Throws<ArgumentException>(
            () => services.AddInventorySync(sync => sync.AddChannel<SilentAdapter>("my-shop")));

        Assert.StartsWith("Channel 'my-shop' is added twice; give each channel a name of its own.", inSameCall.Message, StringComparison.Ordinal);
        Assert.StartsWith("Channel 'my-shop' is added twice", inAnotherCall.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddChannel_BadName_IsRefused() => Assert.StartsWith(
        "ChannelId 'My Shop' has 'M' at position 0; use lower-case letters",
        Assert.Throws<ArgumentException>(() => Services(sync => sync.AddChannel<SilentAdapter>("My Shop"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Configure_Limits_AreTheOnesUsed()
    {
        using var services = Services(sync => sync
            .Configure<EngineOptions>(engine => engine.QueueCapacity = 16)
            .Configure<BroadcastOptions>(broadcast => broadcast.SyncLogLength = 5)).BuildServiceProvider();

        Assert.Equal(16, services.GetRequiredService<IOptions<EngineOptions>>().Value.QueueCapacity);
        Assert.Equal(5, services.GetRequiredService<IOptions<BroadcastOptions>>().Value.SyncLogLength);
    }

    [Fact]
    public void AddInventorySync_Twice_AddsToTheSameInventory()
    {
        var services = Services(sync => sync.AddChannel<SilentAdapter>("a"));
        var loops = services.Count(service => service.ServiceType == typeof(ILoop));
        services.AddInventorySync(sync => sync.AddChannel<SilentAdapter>("b"));
        using var provider = services.BuildServiceProvider();

        Assert.Equal(["a", "b"], provider.GetRequiredService<ChannelRegistry>().All.Select(channel => channel.Id.Value));
        Assert.Equal(loops, services.Count(service => service.ServiceType == typeof(ILoop)));
        Assert.Same(provider.GetRequiredService<ICatalog>(), provider.GetRequiredService<InventoryCatalog>());
    }

    private static IServiceCollection Services(Action<InventorySyncBuilder> configure) => new ServiceCollection()
        .AddLogging()
        .AddInventorySync(sync =>
        {
            sync.UseInMemoryStore();
            configure(sync);
        });

    private sealed class NamedAdapter(ChannelId channel, TimeProvider time) : IChannelAdapter, IDisposable
    {
        public ChannelId Channel => channel;

        public TimeProvider Time => time;

        public bool IsDisposed { get; private set; }

        public ChannelDescriptor Descriptor { get; } = new() { Kind = "test" };

        public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("Nothing is pushed in this test.");

        public void Dispose() => IsDisposed = true;
    }
}
