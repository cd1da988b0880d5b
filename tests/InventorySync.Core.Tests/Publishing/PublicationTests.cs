using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Intake;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Publishing;

/// <summary>The reader and the explanation over a whole inventory in memory.</summary>
public sealed class PublicationTests : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddLogging()
        .AddInventorySync(sync => sync
            .UseInMemoryStore()
            .UseVirtualTime(new VirtualTimeProvider(Shop.Noon), seed: 1)
            .AddChannel<SilentAdapter>("plain")
            .AddChannel("subtracting", (_, _) => new SilentAdapter { Descriptor = new ChannelDescriptor { Kind = "test", SubtractsOwnOpenOrders = true } })
            .Buffers(buffers => buffers.Percent(10).During(new("event", new DateTime(2026, 11, 20), new DateTime(2026, 11, 21), "UTC"), percent: 20)))
        .BuildServiceProvider();

    private IPublicationReader Reader => _services.GetRequiredService<IPublicationReader>();

    private IPublication Publication => _services.GetRequiredService<IPublication>();

    public async Task InitializeAsync()
    {
        foreach (var loop in _services.GetServices<ILoop>().Where(loop => loop.Stage <= LoopStage.Engine))
        {
            await loop.StartAsync(default);
        }

        var catalog = _services.GetRequiredService<ICatalog>();
        await catalog.SaveAsync(Items.Location("main"));
        await catalog.SaveAsync([Items.Kit("SET", ("SAUCER", 1), ("SPOON", 2))]);
        await ApplyAsync(StockOperation.Receive(new OperationId("receipt"), Line("CUP", 20), Line("SAUCER", 5), Line("SPOON", 8)));
    }

    public async Task DisposeAsync()
    {
        foreach (var loop in _services.GetServices<ILoop>().Where(loop => loop.Stage <= LoopStage.Engine).Reverse())
        {
            await loop.StopAsync(default);
        }

        await _services.DisposeAsync();
    }

    [Fact]
    public async Task ReadAsync_ArticlesAndKits_AreInTheOrderAsked()
    {
        Sku[] asked = [new("SET"), new("CUP"), new("NONE"), new("SPOON")];

        var quantities = await Reader.ReadAsync(Channel("plain"), asked, default);

        Assert.Equal([("SET", 3L, 0L), ("CUP", 18, 0), ("NONE", 0, 0), ("SPOON", 7, 0)], quantities.Select(quantity => (quantity.Sku.Value, quantity.Quantity, quantity.OwnOpenUnits)));
        Assert.Empty(await Reader.ReadAsync(Channel("plain"), [], default));
    }

    [Fact]
    public async Task ReadAsync_ChannelThatSubtractsItsOwnOpenOrders_GetsTheirUnits()
    {
        await ApplyAsync(StockOperation.RecordOrder(new OperationId("order"), Order("subtracting", "CUP", 4)));

        Assert.Equal(new PublishedQuantity(new Sku("CUP"), 14, OwnOpenUnits: 4), Assert.Single(await Reader.ReadAsync(Channel("subtracting"), [new("CUP")], default)));
        Assert.Equal(new PublishedQuantity(new Sku("CUP"), 14, OwnOpenUnits: 0), Assert.Single(await Reader.ReadAsync(Channel("plain"), [new("CUP")], default)));
    }

    [Fact]
    public async Task ReadAsync_KitOrderedOnSuchAChannel_CountsForTheKitAndNotForItsComponents()
    {
        await ApplyAsync(StockOperation.RecordOrder(new OperationId("order"), Order("subtracting", "SET", 1)));

        var quantities = await Reader.ReadAsync(Channel("subtracting"), [new("SPOON"), new("SET")], default);

        Assert.Equal([("SPOON", 5L, 0L), ("SET", 2, 1)], quantities.Select(quantity => (quantity.Sku.Value, quantity.Quantity, quantity.OwnOpenUnits)));
    }

    [Theory]
    [InlineData(nameof(ILedgerStore.ReadOpenOrderUnitsAsync), 0, 4)]
    [InlineData(nameof(ILedgerStore.ReadOpenOrderUnitsAsync), 4, 0)]
    [InlineData(nameof(ILedgerStore.ReadLevelsAsync), 0, 4)]
    [InlineData(nameof(ILedgerStore.ReadLevelsAsync), 4, 0)]
    public async Task ReadAsync_OwnOrderComesOrGoesBetweenTheReads_NeverShowsMoreThanThereIs(string read, long orderedBefore, long orderedAfter)
    {
        var sku = new Sku("CUP");
        await ApplyAsync(StockOperation.RecordOrder(new OperationId("before"), Order("subtracting", "CUP", 4, cancelled: 4 - orderedBefore)));
        var store = InterruptedLedger.Around(_services.GetRequiredService<IInventoryStore>(), read, () => ApplyAsync(StockOperation.RecordOrder(
            new OperationId("after"), Order("subtracting", "CUP", 4, cancelled: 4 - orderedAfter) with { UpdatedAt = Shop.Noon.AddMinutes(1) })));
        var reader = ActivatorUtilities.CreateInstance<PublicationReader>(_services, store);

        var quantity = Assert.Single(await reader.ReadAsync(Channel("subtracting"), [sku], default));

        // The channel shows what it is told less its own open orders.
        var shown = quantity.Quantity + quantity.OwnOpenUnits - orderedAfter;
        Assert.InRange(shown, 0, 18 - orderedAfter);
    }

    [Fact]
    public async Task NextRuleChange_Window_IsItsStartThenItsEndThenNever()
    {
        var start = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(start, Reader.NextRuleChange(Channel("plain"), Shop.Noon));
        Assert.Equal(start.AddDays(1), Reader.NextRuleChange(Channel("plain"), start));
        Assert.Null(Reader.NextRuleChange(Channel("plain"), start.AddDays(1)));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task ExplainAsync_Article_SaysWhatTheReaderPublishes()
    {
        var explanation = await Publication.ExplainAsync(new Sku("CUP"), new ChannelId("plain"));

        Assert.Equal((18, Shop.Noon), (explanation.Published, explanation.At));
        Assert.Equal(["available at main", "quota", "buffer", "cap"], explanation.Terms.Select(term => term.Name));
        Assert.Equal([20, 0, -2, 0], explanation.Terms.Select(term => term.Units));
    }

    [Fact]
    public async Task ExplainAsync_UnknownChannel_IsRefusedWithTheRegisteredOnes()
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => Publication.ExplainAsync(new Sku("CUP"), new ChannelId("nowhere")));

        Assert.StartsWith("Channel 'nowhere' is not registered; the registered ones are: plain, subtracting.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExplainAsync_SkuWithoutValue_IsRefused() =>
        Assert.StartsWith(
            "The SKU has no value",
            (await Assert.ThrowsAsync<ArgumentException>(() => Publication.ExplainAsync(default, new ChannelId("plain")))).Message,
            StringComparison.Ordinal);

    private SalesChannel Channel(string id) => _services.GetRequiredService<ChannelRegistry>().Get(new ChannelId(id));

    private async Task ApplyAsync(StockOperation operation)
    {
        var outcome = await _services.GetRequiredService<IStockController>().ApplyAsync(operation);
        Assert.Equal(OutcomeStatus.Applied, outcome.Status);
    }

    private static StockLine Line(string sku, long quantity) => new(new Sku(sku), quantity, new LocationId("main"));

    private static OrderSnapshot Order(string channel, string sku, long ordered, long cancelled = 0) => new()
    {
        Channel = new ChannelId(channel),
        OrderId = "1",
        PlacedAt = Shop.Noon,
        UpdatedAt = Shop.Noon,
        Lines = [new OrderLine { LineId = "1", Sku = new Sku(sku), Ordered = ordered, Cancelled = cancelled }],
    };
}
