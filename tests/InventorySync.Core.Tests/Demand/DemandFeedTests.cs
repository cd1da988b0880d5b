using InventorySync.Buffers;
using InventorySync.Buffers.Latency;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Intake;
using InventorySync.Publishing;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Demand;

public sealed class DemandFeedTests
{
    private static readonly Sku Cup = new("CUP");
    private static readonly ChannelId Market = new("market");
    private readonly VirtualTimeProvider _time = new();
    private readonly InMemoryInventoryStore _store = new();

    [Fact]
    public async Task Of_SalesOfThisProcess_AreEstimatedAtOnce()
    {
        await using var shop = await StartAsync(buffers => buffers.LatencyAware());
        await SellAsync(shop, 20);
        var demand = Assert.Single(shop.GetRequiredService<IDemand>().Of(Cup, _time.GetUtcNow()));
        Assert.Equal(Market, demand.Channel);
        Assert.InRange(demand.OrdersPerSecond * 3_600, 40, 80);
        Assert.Equal(2, demand.UnitsPerOrder, 1e-9);
        Assert.Equal(4, demand.SquaredUnitsPerOrder, 1e-9);
        // Ten minutes and the one that has begun, two units each.
        Assert.Equal(22, shop.GetRequiredService<IDemand>().UnitsSold(Cup, _time.GetUtcNow().AddMinutes(-10), except: null));
        Assert.Equal(0, shop.GetRequiredService<IDemand>().UnitsSold(Cup, _time.GetUtcNow().AddMinutes(-10), except: Market));
    }

    [Fact]
    public async Task Of_AfterARestart_IsReadFromTheLedger()
    {
        ChannelDemand before;
        await using (var shop = await StartAsync(buffers => buffers.LatencyAware()))
        {
            await SellAsync(shop, 20);
            before = Assert.Single(shop.GetRequiredService<IDemand>().Of(Cup, _time.GetUtcNow()));
        }

        await using var again = await StartAsync(buffers => buffers.LatencyAware());
        var after = Assert.Single(again.GetRequiredService<IDemand>().Of(Cup, _time.GetUtcNow()));
        Assert.Equal(before, after);
        Assert.Equal(40, again.GetRequiredService<IDemand>().UnitsSold(Cup, _time.GetUtcNow().AddHours(-3), except: null));
    }

    [Fact]
    public async Task Of_SaleAskedAgainAfterARestart_IsCountedOnce()
    {
        var sale = StockOperation.Sell(new OperationId("till-1"), new StockLine(Cup, 3)) with { Channel = Market };
        await using (var shop = await StartAsync(buffers => buffers.LatencyAware()))
        {
            await SellAsync(shop, 2);
            Assert.False((await shop.GetRequiredService<IStockController>().ApplyAsync(sale)).IsRepeat);
        }

        await using var again = await StartAsync(buffers => buffers.LatencyAware());
        var before = again.GetRequiredService<IDemand>().UnitsSold(Cup, _time.GetUtcNow().AddHours(-3), except: null);

        Assert.True((await again.GetRequiredService<IStockController>().ApplyAsync(sale)).IsRepeat);

        Assert.Equal(before, again.GetRequiredService<IDemand>().UnitsSold(Cup, _time.GetUtcNow().AddHours(-3), except: null));
    }

    // A rule of one's own asks for demand too, though nobody knows before it does.
    [Fact]
    public async Task Of_FirstAskedLater_IsReadFromTheLedgerThenAndCountsNothingTwice()
    {
        // xunit's context would carry the loop to another thread.
        SynchronizationContext.SetSynchronizationContext(null);
        await using var shop = await StartAsync(buffers => buffers.Units(1));
        await SellAsync(shop, 20);
        var demand = shop.GetRequiredService<IDemand>();
        demand.Of(Cup, _time.GetUtcNow());
        await SellAsync(shop, 1);
        Assert.Equal(42, demand.UnitsSold(Cup, _time.GetUtcNow().AddHours(-3), except: null));
    }

    [Fact]
    public async Task Of_OrderBookedLate_TeachesTheDelay()
    {
        await using var shop = await StartAsync(buffers => buffers.LatencyAware());
        var delays = shop.GetRequiredService<IDelays>();
        var demand = shop.GetRequiredService<IDemand>();
        await SellAsync(shop, 0);
        var expected = delays.Of(Market, _time.GetUtcNow()).Ingest.MeanSeconds;
        for (var i = 0; i < 200; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            var order = new OrderSnapshot
            {
                Channel = Market,
                OrderId = $"o{i}",
                UpdatedAt = _time.GetUtcNow(),
                PlacedAt = _time.GetUtcNow().AddSeconds(-5),
                Lines = [new OrderLine { LineId = "1", Sku = Cup, Ordered = 1, Cancelled = 0, Fulfilled = 0, Returned = 0 }],
            };
            await shop.GetRequiredService<IStockController>().ApplyAsync(StockOperation.RecordOrder(new OperationId($"o{i}"), order) with { OccurredAt = order.PlacedAt });
        }

        demand.Of(Cup, _time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.InRange(delays.Of(Market, _time.GetUtcNow()).Ingest.MeanSeconds, 4.9, 10);
        Assert.True(expected > 20);
    }

    [Fact]
    public async Task Of_Kit_IsTheDemandOfItsFastestComponentInKits()
    {
        await using var shop = await StartAsync(buffers => buffers.LatencyAware());
        var catalog = shop.GetRequiredService<Catalog.ICatalog>();
        await catalog.SaveAsync(Catalog.Items.Kit("SET", ("CUP", 4), ("BOX", 1)));
        await SellAsync(shop, 20);
        var demand = shop.GetRequiredService<IDemand>();
        var (cup, set) = (demand.Of(Cup, _time.GetUtcNow()).Single(), demand.Of(new Sku("SET"), _time.GetUtcNow()).Single());
        Assert.Equal(cup.UnitsPerSecond / 4, set.UnitsPerSecond, 1e-12);

        // 22 cups: a started set counts whole.
        Assert.Equal(6, demand.UnitsSold(new Sku("SET"), _time.GetUtcNow().AddMinutes(-10), except: null));
    }

    // The number comes back by itself once nothing sells any more: no stock moves, and the channel hears of it all the same.
    [Fact]
    public async Task Published_RateDecays_IsReviewedAndRisesByItself()
    {
        await using var shop = await StartAsync(buffers => buffers.LatencyAware());
        await SellAsync(shop, 200);
        var publication = shop.GetRequiredService<IPublication>();
        var busy = await publication.ExplainAsync(Cup, Market);
        Assert.InRange(busy.Published, 0, 599);
        Assert.Equal(busy.Published, busy.Terms.Sum(term => term.Units));
        var buffer = busy.Terms.Single(term => term.Name == "buffer");
        Assert.True(buffer.Units < 0);
        Assert.Contains("units a day, push p99", buffer.Rule, StringComparison.Ordinal);
        var read = Assert.Single(await shop.GetRequiredService<IPublicationReader>().ReadAsync(
            shop.GetRequiredService<ChannelRegistry>().Get(Market), [Cup], CancellationToken.None));
        Assert.Equal(_time.GetUtcNow().AddMinutes(5), read.ReviewAt);
        _time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(600, (await publication.ExplainAsync(Cup, Market)).Published);
    }

    private async Task<ServiceHost> StartAsync(Action<BufferRulesBuilder> buffers)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton(new LoopRuntime(_time, new Random(1), inlineContinuations: true));
        services.AddInventorySync(sync => sync
            .UseStore(_ => _store)
            .AddChannel("market", (_, _) => new SilentAdapter(), options => options.CompareInterval = null)
            .Buffers(buffers));
        var host = new ServiceHost(services.BuildServiceProvider());
        await host.StartAsync();
        return host;
    }

    private async Task SellAsync(ServiceHost shop, int orders)
    {
        var controller = shop.GetRequiredService<IStockController>();
        if ((await _store.Ledger.ReadLevelsAsync([Cup])).Count == 0)
        {
            await shop.GetRequiredService<Catalog.ICatalog>().SaveAsync(Catalog.Items.Location("main"));
            await controller.ApplyAsync(StockOperation.Receive(new OperationId("start"), new StockLine(Cup, 1_000, new LocationId("main"))));
        }

        for (var i = 0; i < orders; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await controller.ApplyAsync(StockOperation.Sell(new OperationId($"{_time.GetUtcNow():O}"), new StockLine(Cup, 2)) with { Channel = Market });
        }
    }

    private sealed class ServiceHost(ServiceProvider services) : IAsyncDisposable
    {
        public T GetRequiredService<T>()
            where T : notnull => services.GetRequiredService<T>();

        public async Task StartAsync()
        {
            foreach (var hosted in services.GetServices<IHostedService>())
            {
                await hosted.StartAsync(CancellationToken.None);
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var hosted in services.GetServices<IHostedService>())
            {
                await hosted.StopAsync(CancellationToken.None);
            }

            await services.DisposeAsync();
        }
    }
}
