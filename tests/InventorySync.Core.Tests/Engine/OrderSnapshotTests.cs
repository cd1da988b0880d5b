using InventorySync.Intake;
using InventorySync.Stock;
using InventorySync.Testing;
using static InventorySync.Engine.EngineUnderTest;

namespace InventorySync.Engine;

/// <summary>A marketplace's order, from its first snapshot to its refund.</summary>
public sealed class OrderSnapshotTests : IAsyncLifetime
{
    private readonly VirtualTimeProvider _time = new();
    private readonly EngineUnderTest _engine;

    public OrderSnapshotTests() => _engine = new EngineUnderTest(new FixedCatalog("store", "depot"), time: _time).Start();

    public Task InitializeAsync() => _engine.ReceiveAsync("CUP", 10);

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Theory]
    [InlineData(4, 0, 0, 0, 10, 4)] // placed
    [InlineData(4, 1, 0, 0, 10, 3)] // partly cancelled
    [InlineData(4, 4, 0, 0, 10, 0)] // cancelled
    [InlineData(4, 0, 1, 0, 9, 3)] // partly fulfilled
    [InlineData(4, 1, 3, 0, 7, 0)] // the rest cancelled
    [InlineData(4, 0, 4, 0, 6, 0)] // fulfilled
    [InlineData(4, 0, 4, 2, 8, 0)] // two came back to sale
    [InlineData(6, 0, 0, 0, 10, 6)] // edited upwards
    public async Task RecordOrder_FirstSnapshotOrAfterThePlacing_EndsInTheSameLevels(
        long ordered, long cancelled, long fulfilled, long returned, long onHand, long reserved)
    {
        await RecordAsync("direct", 1, OrderLine("CUP", ordered, cancelled, fulfilled, returned));
        Assert.Equal((onHand, reserved), await LevelsAsync());
        await RecordAsync("direct", 2, OrderLine("CUP", ordered, ordered, 0));
        await _engine.ApplyAsync(StockOperation.Count(_engine.NewId(), Line("CUP", 10)));

        await RecordAsync("stepwise", 1, OrderLine("CUP", 4));
        await RecordAsync("stepwise", 2, OrderLine("CUP", ordered, cancelled, fulfilled, returned));
        Assert.Equal((onHand, reserved), await LevelsAsync());
    }

    [Fact]
    public async Task RecordOrder_TheSameSnapshotAgain_ChangesNothing()
    {
        await RecordAsync("1", 1, OrderLine("CUP", 4));

        Assert.Equal(OutcomeStatus.Unchanged, (await RecordAsync("1", 1, OrderLine("CUP", 4))).Status);
        Assert.Equal((10L, 4L), await LevelsAsync());
    }

    [Fact]
    public async Task RecordOrder_AnOlderSnapshot_IsIgnored()
    {
        await RecordAsync("1", 2, OrderLine("CUP", 4, cancelled: 4));

        Assert.Equal(OutcomeStatus.Stale, (await RecordAsync("1", 1, OrderLine("CUP", 4))).Status);
        Assert.Equal((10L, 0L), await LevelsAsync());
    }

    [Fact]
    public async Task RecordOrder_MoreThanThere_IsRecordedWithAnIncident()
    {
        var outcome = await RecordAsync("1", 1, OrderLine("CUP", 13));

        Assert.True(outcome.IsApplied);
        Assert.Equal(3, Assert.Single(outcome.Incidents).Units);
        Assert.Equal((10L, 13L), await LevelsAsync());
    }

    [Fact]
    public async Task RecordOrder_FulfilmentUndone_PutsTheUnitsBackUnderTheHold()
    {
        await RecordAsync("1", 1, OrderLine("CUP", 4, fulfilled: 4));
        await RecordAsync("1", 2, OrderLine("CUP", 4));

        Assert.Equal((10L, 4L), await LevelsAsync());
    }

    [Fact]
    public async Task RecordOrder_UnknownSku_IsRefusedWhole()
    {
        var outcome = await RecordAsync("1", 1, OrderLine("CUP", 1), OrderLine("NOPE", 1, lineId: "2"));

        Assert.Equal(OutcomeStatus.UnknownSku, outcome.Status);
        Assert.Equal((10L, 0L), await LevelsAsync());
    }

    [Fact]
    public async Task RecordOrder_UnitsOfTwoLocations_ComeBackWhereTheyCameFrom()
    {
        await _engine.ReceiveAsync("CUP", 5, "depot");
        await RecordAsync("1", 1, OrderLine("CUP", 12));
        Assert.Equal(10, (await _engine.LevelAsync("CUP")).Reserved);
        Assert.Equal(2, (await _engine.LevelAsync("CUP", "depot")).Reserved);

        await RecordAsync("1", 2, OrderLine("CUP", 12, cancelled: 12));
        Assert.Equal(0, (await _engine.LevelAsync("CUP")).Reserved);
        Assert.Equal(0, (await _engine.LevelAsync("CUP", "depot")).Reserved);
    }

    [Fact]
    public async Task Release_AMarketplaceOrdersHold_IsRefused()
    {
        await RecordAsync("1", 1, OrderLine("CUP", 4));

        var outcome = await _engine.ApplyAsync(StockOperation.Release(
            _engine.NewId(), OrderSnapshot.ReservationOf(new Channels.ChannelId("meli"), "1")));

        Assert.Equal(OutcomeStatus.HeldByOrder, outcome.Status);
    }

    private Task<StockOutcome> RecordAsync(string order, int minute, params OrderLine[] lines) =>
        _engine.ApplyAsync(StockOperation.RecordOrder(_engine.NewId(), Order(order, new DateTimeOffset(2026, 11, 20, 12, minute, 0, TimeSpan.Zero), lines)));

    private async Task<(long OnHand, long Reserved)> LevelsAsync()
    {
        var level = await _engine.LevelAsync("CUP");
        return (level.OnHand, level.Reserved);
    }
}
