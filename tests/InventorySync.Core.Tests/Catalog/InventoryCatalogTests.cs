using InventorySync.Broadcast;
using InventorySync.Engine;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Catalog;

public sealed class InventoryCatalogTests
{
    private readonly InMemoryInventoryStore _store = new();
    private readonly RecordedSignals _signals = new();
    private readonly InventoryCatalog _catalog;

    public InventoryCatalogTests() => _catalog = NewCatalog();

    [Fact]
    public async Task StartAsync_StoredItemsAndLocations_AreThere()
    {
        await _catalog.SaveAsync(Items.Location("store-1"));
        await _catalog.SaveAsync(Items.Kit("SET", ("CUP", 2)));

        var restarted = NewCatalog();
        Assert.Empty(restarted.Locations);
        await restarted.StartAsync(default);

        Assert.Equal("store-1", Assert.Single(restarted.Locations).Id.Value);
        Assert.Equal("2 CUP", Items.Text(restarted.Expand(new Sku("SET"))));
        Assert.Equal(["SET"], restarted.KitsUsing(new Sku("CUP")).Select(sku => sku.Value));
    }

    [Fact]
    public async Task StartAsync_StoredKitsInACircle_SaysWhatToCorrect()
    {
        await _store.Catalog.SaveAsync([Items.Kit("A", ("B", 1)), Items.Kit("B", ("A", 1))]);

        var fault = await Assert.ThrowsAsync<StorageException>(() => _catalog.StartAsync(default));

        Assert.Contains("A → B → A", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Correct it in the store", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveAsync_Item_SignalsItOnlyWhereItChanged()
    {
        await _catalog.SaveAsync(Items.Kit("SET", ("CUP", 2)));
        await _catalog.SaveAsync(Items.Kit("SET", ("CUP", 2)));
        await _catalog.SaveAsync(Items.Plain("CUP") with { Category = "glass" });

        Assert.Equal(["sku SET", "sku CUP"], _signals.All);
    }

    [Fact]
    public async Task SaveAsync_Location_SignalsEverythingOnlyWhereItChanged()
    {
        await _catalog.SaveAsync(Items.Location("store-1"));
        await _catalog.SaveAsync(Items.Location("store-1"));
        await _catalog.SaveAsync(Items.Location("store-1", isActive: false));

        Assert.Equal(["everything", "everything"], _signals.All);
        Assert.False(_catalog.FindLocation(new LocationId("store-1"))!.IsActive);
    }

    [Fact]
    public async Task SaveAsync_ManyItems_AreSavedTogetherWhateverTheirOrder()
    {
        await _catalog.SaveAsync([Items.Kit("OUTER", ("INNER", 2)), Items.Kit("INNER", ("CUP", 3))]);

        Assert.Equal("6 CUP", Items.Text(_catalog.Expand(new Sku("OUTER"))));
        Assert.Equal(["sku OUTER", "sku INNER"], _signals.All);
    }

    [Fact]
    public async Task SaveAsync_ManyItemsOneOfThemBad_SavesNone()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _catalog.SaveAsync([Items.Plain("CUP"), Items.Kit("SET", ("SET", 1))]));

        Assert.Null(_catalog.FindItem(new Sku("CUP")));
        Assert.Empty(_store.Catalog.ReadItemsAsync().ToBlockingEnumerable());
        Assert.Empty(_signals.All);
    }

    [Fact]
    public async Task SaveAsync_SkuTwiceInOneCall_IsRefused()
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => _catalog.SaveAsync([Items.Plain("CUP"), Items.Plain("CUP")]));

        Assert.Contains("'CUP' is among the items 2 times; name each SKU once.", fault.Message, StringComparison.Ordinal);
    }

    public static TheoryData<CatalogItem, string> BadItems => new()
    {
        { new CatalogItem { Sku = default }, "CatalogItem.Sku has no value" },
        { Items.Plain("A") with { BackorderLimit = -1 }, "BackorderLimit of 'A' is -1; use 0 for none" },
        { Items.Plain("A") with { Category = "" }, "Category of 'A' is empty" },
        { Items.Plain("A") with { Category = "a\tb" }, "Category of 'A' has the control character U+0009" },
        { Items.Kit("A", ("B", 0)), "Kit 'A' has 0 units of component 'B'; use 1 to" },
        { Items.Kit("A", ("B", 1), ("B", 2)), "Kit 'A' names component 'B' twice" },
        { Items.Kit("A", ("A", 1)), "Kit 'A' would contain itself: A → A." },
        { Items.Plain("A") with { Components = [default] }, "Kit 'A' has a component without a SKU" },
        { Items.Plain("A") with { Components = null! }, "Components of 'A' is null" },
    };

    [Theory]
    [MemberData(nameof(BadItems))]
    public async Task SaveAsync_BadItem_IsRefusedWithFieldAndRemedy(CatalogItem item, string message)
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => _catalog.SaveAsync(item));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Empty(_store.Catalog.ReadItemsAsync().ToBlockingEnumerable());
    }

    [Fact]
    public async Task SaveAsync_BadLocation_IsRefused()
    {
        var unnamed = await Assert.ThrowsAsync<ArgumentException>(() => _catalog.SaveAsync(new Location { Id = default }));
        var badName = await Assert.ThrowsAsync<ArgumentException>(() => _catalog.SaveAsync(Items.Location("store-1") with { Name = " x" }));

        Assert.Contains("Location.Id has no value", unnamed.Message, StringComparison.Ordinal);
        Assert.Contains("Name of location 'store-1'", badName.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveAsync_ArticleWithStockBecomesKit_IsRefused()
    {
        await using var inventory = new ServiceCollection().AddLogging().AddInventorySync(sync => sync.UseInMemoryStore()).BuildServiceProvider();
        var catalog = inventory.GetRequiredService<ICatalog>();
        var host = inventory.GetRequiredService<Microsoft.Extensions.Hosting.IHostedService>();
        await host.StartAsync(default);
        await catalog.SaveAsync(Items.Location("store-1"));
        var received = await inventory.GetRequiredService<IStockController>().ApplyAsync(StockOperation.Receive(
            new OperationId("receipt-1"), [new StockLine(new Sku("SET"), 5, new LocationId("store-1"))]));
        Assert.Equal(OutcomeStatus.Applied, received.Status);

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => catalog.SaveAsync(Items.Kit("SET", ("CUP", 2))));

        Assert.Contains("'SET' has stock of its own at 'store-1' (on hand 5, reserved 0)", fault.Message, StringComparison.Ordinal);
        Assert.Null(catalog.FindItem(new Sku("SET")));
        await host.StopAsync(default);
    }

    [Fact]
    public async Task SaveAsync_CallerChangesItsListAfterwards_CatalogueStaysAsSaved()
    {
        List<KitComponent> components = [new(new Sku("CUP"), 2)];
        await _catalog.SaveAsync(new CatalogItem { Sku = new Sku("SET"), Components = components });

        components.Clear();

        Assert.True(_catalog.FindItem(new Sku("SET"))!.IsKit);
    }

    [Fact]
    public async Task SaveAsync_Cancelled_SavesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _catalog.SaveAsync(Items.Plain("CUP"), new CancellationToken(canceled: true)));

        Assert.Null(_catalog.FindItem(new Sku("CUP")));
        Assert.Empty(_store.Catalog.ReadItemsAsync().ToBlockingEnumerable());
    }

    [Fact]
    public async Task SaveAsync_ManyAtOnce_LosesNoneAndLetsNoCircleThrough()
    {
        var plain = Enumerable.Range(0, 50).Select(number => Task.Run(() => _catalog.SaveAsync(Items.Plain($"P{number}"))));
        Task[] circle = [Task.Run(() => _catalog.SaveAsync(Items.Kit("A", ("B", 1)))), Task.Run(() => _catalog.SaveAsync(Items.Kit("B", ("A", 1))))];

        await Task.WhenAll(plain);
        await Assert.ThrowsAsync<ArgumentException>(() => Task.WhenAll(circle));

        Assert.Equal(1, circle.Count(task => task.IsFaulted));
        Assert.All(Enumerable.Range(0, 50), number => Assert.NotNull(_catalog.FindItem(new Sku($"P{number}"))));
        Assert.Equal(51, _store.Catalog.ReadItemsAsync().ToBlockingEnumerable().Count());
    }

    private InventoryCatalog NewCatalog()
    {
        var signals = new BroadcastSignals();
        signals.Subscribe(_signals);
        return new InventoryCatalog(_store, signals, new LoopRuntime(new VirtualTimeProvider(), new Random(1)));
    }
}
