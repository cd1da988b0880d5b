using InventorySync.Alerts;
using InventorySync.Catalog;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Testing;
using static InventorySync.Engine.EngineUnderTest;

namespace InventorySync.Engine;

/// <summary>A payment that lands after its hold has expired.</summary>
public sealed class LateCommitTests : IAsyncLifetime
{
    private static readonly ReservationId Cart = new("cart-1");

    private readonly VirtualTimeProvider _time = new();
    private readonly EngineUnderTest _engine;

    public LateCommitTests() => _engine = new EngineUnderTest(
        new FixedCatalog("store", "depot").With(new CatalogItem { Sku = new Sku("BACK"), BackorderLimit = 2 }), time: _time).Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Expire_APinnedHold_ChangesNothing()
    {
        await ReserveAsync("CUP", 3);
        await _engine.ApplyAsync(StockOperation.Pin(_engine.NewId(), Cart));
        _time.Advance(TimeSpan.FromHours(1));

        var outcome = await ExpireAsync();

        Assert.Equal(OutcomeStatus.Unchanged, outcome.Status);
        Assert.Equal(3, (await _engine.LevelAsync("CUP")).Reserved);
    }

    [Fact]
    public async Task Expire_BeforeItsTime_ChangesNothing()
    {
        await ReserveAsync("CUP", 3);

        Assert.Equal(OutcomeStatus.Unchanged, (await ExpireAsync()).Status);
    }

    [Fact]
    public async Task Expire_AfterItsTime_GivesTheUnitsBack()
    {
        await ReserveAsync("CUP", 3);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.True((await ExpireAsync()).IsApplied);
        Assert.Equal(0, (await _engine.LevelAsync("CUP")).Reserved);
    }

    [Fact]
    public async Task Fulfil_AnExpiredHoldWhoseUnitsAreThere_GetsThemAgain()
    {
        await ReserveAsync("CUP", 3);
        _time.Advance(TimeSpan.FromHours(1));
        await ExpireAsync();

        Assert.True((await _engine.ApplyAsync(StockOperation.Fulfil(_engine.NewId(), Cart))).IsApplied);
        var level = await _engine.LevelAsync("CUP");
        Assert.Equal((2L, 0L), (level.OnHand, level.Reserved));
    }

    [Fact]
    public async Task Fulfil_AnExpiredHoldWhoseUnitsAreGone_IsAShortfallWithTheWaysOut()
    {
        await ReserveAsync("BACK", 3);
        await _engine.ReceiveAsync("BACK", 9, "depot");
        _time.Advance(TimeSpan.FromHours(1));
        await ExpireAsync();
        await _engine.SellAsync("BACK", 4);
        var id = _engine.NewId();

        var outcome = await _engine.ApplyAsync(StockOperation.Fulfil(id, Cart));

        Assert.Equal(OutcomeStatus.Shortfall, outcome.Status);
        Assert.Equal(
            [
                new ShortfallOption(ShortfallOptionKind.OtherLocation, new Sku("BACK"), new LocationId("depot"), 3),
                new ShortfallOption(ShortfallOptionKind.Backorder, new Sku("BACK"), new LocationId("store"), 3),
                new ShortfallOption(ShortfallOptionKind.Partial, new Sku("BACK"), new LocationId("store"), 1),
                new ShortfallOption(ShortfallOptionKind.Refund, new Sku("BACK"), null, 3),
            ],
            outcome.Shortfall!.Options);
        Assert.Equal((2L, IncidentCause.LateCommit), (outcome.Incidents[0].Units, outcome.Incidents[0].Cause));
        Assert.Equal(1, (await _engine.LevelAsync("BACK")).OnHand);

        // Recorded: a repeat tells the same, from the store as well as from memory.
        await using var other = new EngineUnderTest(new FixedCatalog("store"), _engine.Store, _time).Start();
        var repeat = await other.ApplyAsync(StockOperation.Fulfil(id, Cart));
        Assert.True(repeat.IsRepeat);
        Assert.Equal(outcome.Shortfall.Options, repeat.Shortfall!.Options);
        Assert.Equal(outcome.Incidents[0].Id, repeat.Incidents[0].Id);
    }

    [Fact]
    public async Task Fulfil_AfterAShortfall_SucceedsOnceUnitsAreThereAgain()
    {
        await ReserveAsync("CUP", 3);
        _time.Advance(TimeSpan.FromHours(1));
        await ExpireAsync();
        await _engine.SellAsync("CUP", 5);
        await _engine.ApplyAsync(StockOperation.Fulfil(_engine.NewId(), Cart));
        await _engine.ReceiveAsync("CUP", 3);

        Assert.True((await _engine.ApplyAsync(StockOperation.Fulfil(_engine.NewId(), Cart))).IsApplied);
        Assert.Equal(0, (await _engine.LevelAsync("CUP")).OnHand);
    }

    private async Task ReserveAsync(string sku, long quantity)
    {
        await _engine.ReceiveAsync(sku, 5);
        var outcome = await _engine.ApplyAsync(StockOperation.Reserve(
            _engine.NewId(),
            new ReservationTerms { Id = Cart, Owner = ReservationOwner.Cart("1"), ExpiresAt = _time.GetUtcNow() + TimeSpan.FromMinutes(15) },
            Line(sku, quantity)));
        Assert.True(outcome.IsApplied);
    }

    private Task<StockOutcome> ExpireAsync() => _engine.ApplyAsync(StockOperation.Expire(_engine.NewId(), Cart));
}
