using InventorySync.Catalog;
using InventorySync.Stock;

namespace InventorySync.Architecture.Tests.Documentation.Examples;

/// <summary>What docs/stock-operations.md shows.</summary>
public sealed class StockOperationExamples
{
    [Fact]
    public async Task Sell_MoreThanThereIs_IsRefusedWithTheFigures()
    {
        await using var app = await ExampleApp.StartAsync();
        var stock = app.Stock;

        var mug = new Sku("MUG-01");
        var store = new LocationId("store-1");
        await stock.ApplyAsync(StockOperation.Receive(new OperationId("delivery-17"), new StockLine(mug, 10, store)));

        var outcome = await stock.ApplyAsync(StockOperation.Sell(new OperationId("receipt-1"), new StockLine(mug, 12)));
        if (outcome.Status == OutcomeStatus.InsufficientStock)
        {
            var (line, sku, _, requested, available) = outcome.Refusals[0];
            Console.WriteLine($"Line {line}: {requested} of {sku} asked for, {available} there.");
        }

        Assert.Equal(new Refusal(0, mug, null, 12, 10), Assert.Single(outcome.Refusals));
    }

    [Fact]
    public async Task Apply_TwiceUnderOneId_ChangesStockOnce()
    {
        await using var app = await ExampleApp.StartAsync();
        var stock = app.Stock;
        var (mug, store) = (new Sku("MUG-01"), new LocationId("store-1"));
        await stock.ApplyAsync(StockOperation.Receive(new OperationId("delivery-17"), new StockLine(mug, 10, store)));

        var sale = StockOperation.Sell(new OperationId("receipt-1"), new StockLine(mug, 3));
        var first = await stock.ApplyAsync(sale);
        var again = await stock.ApplyAsync(sale);   // the answer was lost, so the till asks again: IsRepeat, and nothing changes

        Assert.False(first.IsRepeat);
        Assert.True(again.IsRepeat);
        Assert.Equal(7, Assert.Single(await stock.ReadLevelsAsync(mug)).Available);
    }

    [Fact]
    public async Task Sell_AKit_TakesItsComponents()
    {
        await using var app = await ExampleApp.StartAsync();
        var (stock, catalog) = (app.Stock, app.Get<ICatalog>());
        var (mug, store) = (new Sku("MUG-01"), new LocationId("store-1"));
        await stock.ApplyAsync(StockOperation.Receive(new OperationId("delivery-17"), new StockLine(mug, 10, store)));

        var giftSet = new Sku("GIFT-SET");
        await catalog.SaveAsync(new CatalogItem { Sku = giftSet, Components = [new KitComponent(mug, 4)] });
        var outcome = await stock.ApplyAsync(StockOperation.Sell(new OperationId("receipt-2"), new StockLine(giftSet, 2)));

        Assert.True(outcome.IsApplied);
        Assert.Equal(2, Assert.Single(await stock.ReadLevelsAsync(mug)).OnHand);
    }
}
