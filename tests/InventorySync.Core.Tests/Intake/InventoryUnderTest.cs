using InventorySync.Alerts;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.DependencyInjection;
using InventorySync.Engine;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InventorySync.Intake;

/// <summary>A whole inventory on virtual time, as an application registers it, with one scripted channel called <c>shop</c>.</summary>
internal sealed class InventoryUnderTest
{
    public static readonly ChannelId ShopId = new("shop");

    private readonly ServiceProvider _services;

    private InventoryUnderTest(ServiceProvider services, VirtualTimeProvider time, FakeShop shop)
    {
        _services = services;
        Time = time;
        Shop = shop;
    }

    public VirtualTimeProvider Time { get; }

    public FakeShop Shop { get; }

    public IIntake Intake => Get<IIntake>();

    public IStockController Stock => Get<IStockController>();

    public IInventoryStore Store => Get<IInventoryStore>();

    public IDeadLetters Letters => Get<IDeadLetters>();

    /// <summary>Runs a test on one thread: what the loops do happens inside the calls and the moves of the clock that bring it about.</summary>
    /// <param name="test">The test.</param>
    /// <param name="configure">Adds to the inventory before it starts.</param>
    /// <param name="store">The store; an in-memory one where null.</param>
    /// <param name="options">The shop's settings; polling is off where null.</param>
    /// <param name="shop">The shop; a new one where null.</param>
    public static void Run(
        Func<InventoryUnderTest, Task> test,
        Action<InventorySyncBuilder>? configure = null,
        IInventoryStore? store = null,
        Action<ChannelOptions>? options = null,
        FakeShop? shop = null)
    {
        var time = new VirtualTimeProvider(ChannelOrders.Start);
        shop ??= new FakeShop();
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddInventorySync(sync =>
        {
            sync.UseVirtualTime(time, seed: 1);
            sync.UseStore(_ => store ?? new InMemoryInventoryStore());
            sync.AddChannel(ShopId.Value, (_, _) => shop, options ?? (settings => settings.OrderPollInterval = null));
            configure?.Invoke(sync);
        });
        time.Run(() => RunAsync(new InventoryUnderTest(services.BuildServiceProvider(), time, shop), test));
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task ReceiveAsync(string sku, long quantity, string location = "store") =>
        Assert.True((await Stock.ApplyAsync(StockOperation.Receive(
            OperationId.New(Time), new StockLine(new Sku(sku), quantity, new LocationId(location)))).ConfigureAwait(false)).IsApplied);

    public async Task ListAsync(string sku, string externalId, ListingStatus status = ListingStatus.Active)
    {
        var listing = new Listing { Channel = ShopId, Sku = new Sku(sku), ExternalId = externalId, Status = status };
        await Store.Listings.SaveAsync([listing]).ConfigureAwait(false);
        Get<BroadcastSignals>().ListingChanged(ShopId, listing.Sku);
    }

    public Task<IntakeReport> ApplyAsync(params ChannelOrder[] orders) => Intake.ApplyOrdersAsync(ShopId, orders);

    public Task<IntakeResult> NotifyAsync(string body) => Intake.ReceiveAsync(ShopId, FakeShop.Notification(body));

    /// <summary>On hand and reserved.</summary>
    public async Task<(long OnHand, long Reserved)> LevelAsync(string sku, string location = "store")
    {
        var level = (await Stock.ReadLevelsAsync(new Sku(sku)).ConfigureAwait(false)).SingleOrDefault(level => level.Location.Value == location);
        return (level.OnHand, level.Reserved);
    }

    public async Task<List<DeadLetter>> OpenLettersAsync() => await ListAsync(Letters.ReadAsync()).ConfigureAwait(false);

    public static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items.ConfigureAwait(false))
        {
            list.Add(item);
        }

        return list;
    }

    private static async Task RunAsync(InventoryUnderTest inventory, Func<InventoryUnderTest, Task> test)
    {
        await using var services = inventory._services.ConfigureAwait(false);
        var hosted = inventory._services.GetServices<IHostedService>().ToArray();
        foreach (var service in hosted)
        {
            await service.StartAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await inventory.Get<ICatalog>().SaveAsync(new Location { Id = new LocationId("store") }).ConfigureAwait(false);
        await test(inventory).ConfigureAwait(false);
        foreach (var service in hosted.Reverse())
        {
            await service.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
