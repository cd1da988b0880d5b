using InventorySync.Alerts;
using InventorySync.Catalog;
using InventorySync.Reservations;
using InventorySync.Stock;
using static InventorySync.Engine.EngineUnderTest;

namespace InventorySync.Engine;

/// <summary>The table of stock operations, row by row.</summary>
public sealed class StockRulesTests : IAsyncLifetime
{
    private readonly EngineUnderTest _engine = new EngineUnderTest(new FixedCatalog("store", "depot")
        .With(new CatalogItem { Sku = new Sku("BACK"), BackorderLimit = 3 })
        .With(new CatalogItem { Sku = new Sku("KIT"), Components = [new KitComponent(new Sku("CUP"), 1), new KitComponent(new Sku("SPOON"), 2)] })).Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Theory]
    [InlineData(5, 5, OutcomeStatus.Applied, 0)]
    [InlineData(5, 6, OutcomeStatus.InsufficientStock, 5)]
    [InlineData(1, 1, OutcomeStatus.Applied, 0)]
    public async Task Sell_ByWhatIsAvailable_IsAppliedOrRefused(long onHand, long sold, OutcomeStatus expected, long left)
    {
        await _engine.ReceiveAsync("CUP", onHand);

        var outcome = await _engine.SellAsync("CUP", sold);

        Assert.Equal(expected, outcome.Status);
        Assert.Equal(left, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task Sell_MoreThanAvailable_TellsRequestedAndAvailableAndWritesNothing()
    {
        await _engine.ReceiveAsync("CUP", 2);

        var outcome = await _engine.SellAsync("CUP", 3);

        Assert.Equal(new Refusal(0, new Sku("CUP"), new LocationId("store"), 3, 2), Assert.Single(outcome.Refusals));
        Assert.Single(await _engine.MovementsAsync());
    }

    [Fact]
    public async Task Sell_TwoLinesOfOneSku_CountTogether()
    {
        await _engine.ReceiveAsync("CUP", 3);

        var outcome = await _engine.ApplyAsync(StockOperation.Sell(_engine.NewId(), Line("CUP", 2), Line("CUP", 2)));

        Assert.Equal(new Refusal(1, new Sku("CUP"), new LocationId("store"), 4, 3), Assert.Single(outcome.Refusals));
        Assert.Equal(3, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task Sell_OneShortLineOfTwo_LeavesTheOtherUntouched()
    {
        await _engine.ReceiveAsync("CUP", 3);
        await _engine.ReceiveAsync("SPOON", 1);

        var outcome = await _engine.ApplyAsync(StockOperation.Sell(_engine.NewId(), Line("CUP", 1), Line("SPOON", 2)));

        Assert.Equal(OutcomeStatus.InsufficientStock, outcome.Status);
        Assert.Equal(3, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task Sell_Backorder_GoesDownToTheLimit()
    {
        await _engine.ReceiveAsync("BACK", 1);

        Assert.True((await _engine.SellAsync("BACK", 4)).IsApplied);
        Assert.Equal(OutcomeStatus.InsufficientStock, (await _engine.SellAsync("BACK", 1)).Status);
        Assert.Equal(-3, (await _engine.LevelAsync("BACK")).Available);
    }

    [Fact]
    public async Task Sell_Kit_TakesItsComponents()
    {
        await _engine.ReceiveAsync("CUP", 2);
        await _engine.ReceiveAsync("SPOON", 3);

        Assert.True((await _engine.SellAsync("KIT", 1)).IsApplied);
        var second = await _engine.SellAsync("KIT", 1);

        Assert.Equal(new Refusal(0, new Sku("SPOON"), new LocationId("store"), 2, 1), Assert.Single(second.Refusals));
        Assert.Equal(1, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task Sell_WithoutLocation_TakesFromTheFirstThatHasAllElseSplits()
    {
        await _engine.ReceiveAsync("CUP", 1, "store");
        await _engine.ReceiveAsync("CUP", 3, "depot");

        var whole = await _engine.SellAsync("CUP", 2, location: null);
        var split = await _engine.SellAsync("CUP", 2, location: null);

        Assert.Equal([("depot", 1L)], whole.Lines.Select(line => (line.Location.Value, line.OnHand)));
        Assert.Equal([("store", 0L), ("depot", 0L)], split.Lines.Select(line => (line.Location.Value, line.OnHand)));
    }

    [Theory]
    [InlineData("NOPE", "store", OutcomeStatus.UnknownSku)]
    [InlineData("CUP", "moon", OutcomeStatus.UnknownLocation)]
    public async Task Sell_UnknownNames_AreRefusedByName(string sku, string location, OutcomeStatus expected)
    {
        await _engine.ReceiveAsync("CUP", 2);

        var outcome = await _engine.SellAsync(sku, 1, location);

        Assert.Equal(expected, outcome.Status);
        Assert.Equal(sku, Assert.Single(outcome.Refusals).Sku.Value);
    }

    [Fact]
    public async Task RecordSale_MoreThanThere_IsRecordedWithAnIncident()
    {
        await _engine.ReceiveAsync("CUP", 2);

        var outcome = await _engine.ApplyAsync(StockOperation.RecordSale(_engine.NewId(), _engine.Time.GetUtcNow(), Line("CUP", 5)));

        Assert.True(outcome.IsApplied);
        var incident = Assert.Single(outcome.Incidents);
        Assert.Equal((3L, IncidentCause.OfflineSale), (incident.Units, incident.Cause));
        Assert.Equal(-3, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Theory]
    [InlineData(-5, OutcomeStatus.Applied)]
    [InlineData(-6, OutcomeStatus.BelowZero)]
    public async Task Adjust_BelowZero_IsRefused(long delta, OutcomeStatus expected)
    {
        await _engine.ReceiveAsync("CUP", 5);

        var outcome = await _engine.ApplyAsync(StockOperation.Adjust(_engine.NewId(), "shelf check", Line("CUP", delta)));

        Assert.Equal(expected, outcome.Status);
    }

    [Fact]
    public async Task Count_FewerThanReserved_IsAppliedWithAnIncidentOverThePromisedUnits()
    {
        await _engine.ReceiveAsync("CUP", 5);
        await _engine.ApplyAsync(Reserve("cart-1", Line("CUP", 4)));

        var outcome = await _engine.ApplyAsync(StockOperation.Count(_engine.NewId(), Line("CUP", 1)));

        Assert.True(outcome.IsApplied);
        Assert.Equal((3L, IncidentCause.CountError), (outcome.Incidents[0].Units, outcome.Incidents[0].Cause));
    }

    [Fact]
    public async Task Count_AsExpected_IsAMovementAsEvidence()
    {
        await _engine.ReceiveAsync("CUP", 5);

        var outcome = await _engine.ApplyAsync(StockOperation.Count(_engine.NewId(), Line("CUP", 5)));

        Assert.Equal((0L, 2L), (outcome.Lines[0].OnHandDelta, outcome.Lines[0].Version));
    }

    [Fact]
    public async Task Count_Kit_IsRefused()
    {
        var outcome = await _engine.ApplyAsync(StockOperation.Count(_engine.NewId(), Line("KIT", 5)));

        Assert.Equal(OutcomeStatus.KitNotCountable, outcome.Status);
    }

    [Fact]
    public async Task Reserve_ThenFulfil_MovesReservedThenOnHand()
    {
        await _engine.ReceiveAsync("CUP", 5);
        var reserve = await _engine.ApplyAsync(Reserve("cart-1", Line("CUP", 3)));
        Assert.Equal((5L, 3L), (reserve.Lines[0].OnHand, reserve.Lines[0].Reserved));

        var part = await _engine.ApplyAsync(StockOperation.Fulfil(_engine.NewId(), new ReservationId("cart-1"), Line("CUP", 1)));
        Assert.Equal((4L, 2L), (part.Lines[0].OnHand, part.Lines[0].Reserved));

        await _engine.ApplyAsync(StockOperation.Fulfil(_engine.NewId(), new ReservationId("cart-1")));
        var level = await _engine.LevelAsync("CUP");
        Assert.Equal((2L, 0L), (level.OnHand, level.Reserved));
        Assert.Equal(ReservationStatus.Fulfilled, (await _engine.Controller.ReadReservationAsync(new ReservationId("cart-1")))!.Status);
    }

    [Fact]
    public async Task Fulfil_MoreThanHeld_IsRefused()
    {
        await _engine.ReceiveAsync("CUP", 5);
        await _engine.ApplyAsync(Reserve("cart-1", Line("CUP", 3)));

        var outcome = await _engine.ApplyAsync(StockOperation.Fulfil(_engine.NewId(), new ReservationId("cart-1"), Line("CUP", 4)));

        Assert.Equal(OutcomeStatus.ExceedsReservation, outcome.Status);
        Assert.Equal((4L, 3L), (outcome.Refusals[0].Requested, outcome.Refusals[0].Available));
    }

    [Fact]
    public async Task Release_Twice_GivesBackOnce()
    {
        await _engine.ReceiveAsync("CUP", 5);
        await _engine.ApplyAsync(Reserve("cart-1", Line("CUP", 3)));

        Assert.True((await _engine.ApplyAsync(StockOperation.Release(_engine.NewId(), new ReservationId("cart-1")))).IsApplied);
        Assert.Equal(OutcomeStatus.Unchanged, (await _engine.ApplyAsync(StockOperation.Release(_engine.NewId(), new ReservationId("cart-1")))).Status);
        Assert.Equal(0, (await _engine.LevelAsync("CUP")).Reserved);
    }

    [Fact]
    public async Task Reserve_UnderATakenId_IsRefused()
    {
        await _engine.ReceiveAsync("CUP", 5);
        await _engine.ApplyAsync(Reserve("cart-1", Line("CUP", 1)));

        Assert.Equal(OutcomeStatus.ReservationExists, (await _engine.ApplyAsync(Reserve("cart-1", Line("CUP", 1)))).Status);
        Assert.Equal(1, (await _engine.LevelAsync("CUP")).Reserved);
    }

    [Fact]
    public async Task Fulfil_AnUnknownReservation_IsRefused() => Assert.Equal(
        OutcomeStatus.UnknownReservation,
        (await _engine.ApplyAsync(StockOperation.Fulfil(_engine.NewId(), new ReservationId("nobody")))).Status);

    private StockOperation Reserve(string id, StockLine line, DateTimeOffset? expiresAt = null) => StockOperation.Reserve(
        _engine.NewId(),
        new ReservationTerms { Id = new ReservationId(id), Owner = ReservationOwner.Cart(id), ExpiresAt = expiresAt },
        line);
}
