using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Intake;
using InventorySync.Scheduling;
using InventorySync.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Processes;

/// <summary>One whole application on the shared database.</summary>
internal sealed class ProcessUnderTest
{
    private readonly ServiceProvider _services;
    private readonly ProcessClock _clock;

    public ProcessUnderTest(ServiceProvider services, ProcessClock clock, SharedConnection connection, IChannelAdapter adapter)
    {
        _services = services;
        _clock = clock;
        Connection = connection;
        Adapter = adapter;
    }

    public SharedConnection Connection { get; }

    public IChannelAdapter Adapter { get; }

    public ScriptedAdapter Scripted => (ScriptedAdapter)Adapter;

    public FakeShop Shop => (FakeShop)Adapter;

    public bool IsRunning { get; private set; }

    public IBroadcast Broadcast => Get<IBroadcast>();

    public IListings Listings => Get<IListings>();

    public ICatalog Catalog => Get<ICatalog>();

    /// <summary>What it sent, in order.</summary>
    public IEnumerable<(string Sku, long Quantity)> Sent => Adapter is FakeShop shop ? shop.Pushes.Select(push => (push.Sku.Value, push.Quantity)) : Scripted.Sent;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task StartAsync()
    {
        IsRunning = true;
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    public async Task StopAsync()
    {
        IsRunning = false;
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }

    /// <summary>Kills it between two steps: nothing of it stirs any more.</summary>
    public void Kill()
    {
        IsRunning = false;
        _clock.Kill();
        Connection.Kill();
    }

    public Task ReceiveAsync(string sku, long quantity) => ApplyAsync(id => StockOperation.Receive(id, Line(sku, quantity)));

    public Task SellAsync(string sku, long quantity) => ApplyAsync(id => StockOperation.Sell(id, Line(sku, quantity)));

    public Task CountAsync(string sku, long counted) => ApplyAsync(id => StockOperation.Count(id, Line(sku, counted)));

    public async Task<ChannelState> StateAsync() => (await Broadcast.ReadStatusAsync(ManyProcesses.Channel)).State;

    private static StockLine Line(string sku, long quantity) => new(new Sku(sku), quantity, new LocationId("store"));

    private async Task ApplyAsync(Func<OperationId, StockOperation> operation)
    {
        var id = new OperationId(Get<LoopRuntime>().NewUuid());
        Assert.True((await Get<IStockController>().ApplyAsync(operation(id))).IsApplied);
    }
}
