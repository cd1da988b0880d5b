using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Architecture.Tests.Documentation.Examples;

/// <summary>What docs/reservations.md shows.</summary>
public sealed class ReservationExamples
{
    [Fact]
    public async Task Checkout_ThatPays_HoldsPinsAndFulfils()
    {
        await using var app = await ExampleApp.StartAsync();
        var (stock, time) = (app.Stock, app.Get<TimeProvider>());
        var mug = new Sku("MUG-01");
        await stock.ApplyAsync(StockOperation.Receive(new OperationId("delivery-17"), new StockLine(mug, 10, new LocationId("store-1"))));

        // The shopper begins the checkout: the units are hers for a quarter of an hour.
        var cart = new ReservationId("cart-4711");
        var hold = await stock.ApplyAsync(StockOperation.Reserve(
            new OperationId("cart-4711-hold"),
            new ReservationTerms { Id = cart, Owner = ReservationOwner.Cart("4711"), ExpiresAt = time.GetUtcNow().AddMinutes(15) },
            new StockLine(mug, 2)));

        // She is sent to the bank: from here on a payment can land, so the hold must not expire.
        await stock.ApplyAsync(StockOperation.Pin(new OperationId("cart-4711-pin"), cart));

        // The payment has landed, and the goods leave.
        var shipped = await stock.ApplyAsync(StockOperation.Fulfil(new OperationId("cart-4711-ship"), cart));

        Assert.True(hold.IsApplied);
        Assert.True(shipped.IsApplied);
        Assert.Equal(8, Assert.Single(await stock.ReadLevelsAsync(mug)).OnHand);
    }
}
