using InventorySync.Reconciliation;
using InventorySync.Stock;
using InventorySync.Testing;
using InventorySync.Testing.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Storage.EfCore.Archiving;

/// <summary>Archiving, alike on every database: a quarter of movements, from January to March, looked at late in March.</summary>
public abstract partial class LedgerArchiveTests : IAsyncLifetime
{
    private static readonly DateTimeOffset January = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset February = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LevelKey Cup = new(new Sku("CUP"), new LocationId("store"));
    private static readonly LevelKey Pot = new(new Sku("POT"), new LocationId("store"));
    private static readonly LevelKey Tea = new(new Sku("TEA"), new LocationId("store"));
    private readonly VirtualTimeProvider _time = new(new DateTimeOffset(2026, 3, 20, 12, 0, 0, TimeSpan.Zero));
    private IInventoryStore _store = null!;

    private protected IInventoryStore Store => _store;

    private OperationId Uuid { get; } = new(Guid.CreateVersion7(January));

    public virtual async Task InitializeAsync()
    {
        _store = Open();
        await _store.InitializeAsync();
    }

    public virtual async Task DisposeAsync() => await ((IAsyncDisposable)_store).DisposeAsync();

    [Fact]
    public async Task Archive_OldMonths_MovesThemAndBothPartsStaySound()
    {
        await FillAsync();
        var all = await MovementsAsync(archived: true);
        Assert.True((await VerifyAsync(archived: false)).IsSound);

        var report = await ArchiveAsync(March.AddDays(9));

        Assert.Equal((March, 3), (report.Before, report.Levels));
        var live = await MovementsAsync(archived: false);
        AssertMoved(all, live, March);
        Assert.Equal(all, await MovementsAsync(archived: true));
        Assert.Equal(report.Movements, all.Count - live.Count + 1); // One operation moved nothing.
        AssertSound(await VerifyAsync(archived: false), live.Count);
        AssertSound(await VerifyAsync(archived: true), all.Count);
        Assert.Equal(0, (await ArchiveAsync(March.AddDays(9))).Movements);
    }

    [Fact]
    public async Task Archive_MonthByMonth_LeavesNothingOutAndTakesNothingMore()
    {
        await FillAsync();
        var all = await MovementsAsync(archived: true);

        await ArchiveAsync(February.AddDays(20));
        var inFebruary = await MovementsAsync(archived: false);
        await ArchiveAsync(March);

        AssertMoved(all, inFebruary, February);
        AssertMoved(all, await MovementsAsync(archived: false), March);
        AssertSound(await VerifyAsync(archived: true), null);
        AssertSound(await VerifyAsync(archived: false), null);
    }

    [Fact]
    public async Task Archive_MonthThatHasJustEnded_KeepsIt()
    {
        await FillAsync();

        var report = await ((ILedgerArchiveSource)_store).CreateArchive(new VirtualTimeProvider(March.AddDays(3).AddTicks(-1))).ArchiveAsync(March.AddDays(1));

        Assert.Equal(February, report.Before);
    }

    [Fact]
    public async Task Archive_LevelWithoutMovementsSince_IsStillSoundAndGoesOn()
    {
        await CommitAsync(January, batch => batch.Operation(new OperationId("r")).Move(Tea, onHand: 7));
        await CommitAsync(March, batch => batch.Operation(new OperationId("s")).Move(Cup, onHand: 1));
        await ArchiveAsync(March);
        Assert.Single(await MovementsAsync(archived: false));

        AssertSound(await VerifyAsync(archived: false), 1);
        AssertSound(await VerifyAsync(archived: true), 2);
        await CommitAsync(March, batch => batch.Operation(new OperationId("t")).Move(Tea, onHand: -2));
        AssertSound(await VerifyAsync(archived: false), 2);
        AssertSound(await VerifyAsync(archived: true), 3);
    }

    [Theory]
    [InlineData("ledger", "on_hand = on_hand + 1", false)]
    [InlineData("ledger", "reserved = 4, reserved_delta = 4", false)]
    [InlineData("ledger_archive", "on_hand_delta = on_hand_delta + 1", true)]
    public async Task Verify_RowTamperedWithAfterwards_IsFound(string table, string change, bool archived)
    {
        await FillAsync();
        await ArchiveAsync(March);
        var version = (await MovementsAsync(archived: true)).Where(movement => movement.Sku == Cup.Sku).Select(movement => movement.Version)
            .ElementAt(table == "ledger" ? ^2 : 3);

        await ExecuteAsync($"UPDATE {table} SET {change} WHERE version = {version} AND level_id = (SELECT id FROM levels WHERE sku = 'CUP')");

        Assert.False((await VerifyAsync(archived)).IsSound);
    }

    [Fact]
    public async Task Verify_OpeningTamperedWith_IsFound()
    {
        await FillAsync();
        await ArchiveAsync(March);

        await ExecuteAsync("UPDATE openings SET on_hand = on_hand + 1 WHERE level_id = (SELECT id FROM levels WHERE sku = 'CUP')");

        Assert.False((await VerifyAsync(archived: false)).IsSound);
        Assert.False((await VerifyAsync(archived: true)).IsSound);
    }

    [Fact]
    public async Task Archive_BrokenHistory_IsRefusedWithItsName()
    {
        await FillAsync();
        await ExecuteAsync("UPDATE ledger SET on_hand = on_hand + 1 WHERE version = 3 AND level_id = (SELECT id FROM levels WHERE sku = 'CUP')");

        var fault = await Assert.ThrowsAsync<StorageException>(() => ArchiveAsync(March));

        Assert.False(fault.IsTransient);
        Assert.Contains("CUP", fault.Message, StringComparison.Ordinal);
        Assert.Contains("version 3", fault.Message, StringComparison.Ordinal);
        Assert.Contains((await VerifyAsync(archived: false)).Differences, difference => difference.Level == Cup);
    }

    [Fact]
    public async Task Archive_AfterEachTransaction_BothPartsAreSound()
    {
        await FillAsync();
        var all = await MovementsAsync(archived: true);
        var steps = 0;
        while (steps < 4)
        {
            // Left after some steps and begun anew, as after a crash.
            var stepsOfCall = 0;
            await foreach (var step in ((LedgerArchive)((ILedgerArchiveSource)_store).CreateArchive(_time, rowsPerStep: 5)).RunAsync(March, default))
            {
                steps += step.Rows > 0 ? 1 : 0;
                AssertSound(await VerifyAsync(archived: false), null);
                AssertSound(await VerifyAsync(archived: true), all.Count);
                if (++stepsOfCall == 2)
                {
                    break;
                }
            }
        }

        Assert.True((await ArchiveAsync(March)).Movements > 0);
        AssertMoved(all, await MovementsAsync(archived: false), March);
        Assert.Equal(all, await MovementsAsync(archived: true));
    }

    [Fact]
    public async Task Archive_Cancelled_MovesNothing()
    {
        await FillAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ((ILedgerArchiveSource)_store).CreateArchive(_time).ArchiveAsync(March, new CancellationToken(canceled: true)));

        Assert.Equal(await MovementsAsync(archived: true), await MovementsAsync(archived: false));
    }

    [Fact]
    public async Task ReadMovements_OfAnArchivedOperation_AreFoundWhereAskedFor()
    {
        await FillAsync();
        var query = new MovementQuery { Operation = new OperationId("sale 3") };
        var before = await _store.Ledger.ReadMovementsAsync(query).ToListAsync();
        await ArchiveAsync(March);

        Assert.Empty(await _store.Ledger.ReadMovementsAsync(query).ToListAsync());
        Assert.Equal(before, await _store.Ledger.ReadMovementsAsync(query with { IncludeArchived = true }).ToListAsync());
        Assert.Equal(before.Order(Newest), (await _store.Queries.ReadMovementsAsync(query with { IncludeArchived = true }, 10)).Order(Newest));
        var page = await _store.Queries.ReadMovementsAsync(new MovementQuery { Sku = Cup.Sku, Location = Cup.Location, IncludeArchived = true }, 100);
        Assert.Equal(1, page[^1].Version);
    }

    [Fact]
    public async Task Correct_LevelWhoseHistoryIsArchived_GoesOnAfterIt()
    {
        await CommitAsync(January, batch => batch.Operation(new OperationId("r")).Move(Tea, onHand: 7).Move(Cup, onHand: 1));
        await CommitAsync(March, batch => batch.Operation(new OperationId("s")).Move(Cup, onHand: 1));
        await ArchiveAsync(March);
        await ExecuteAsync("UPDATE levels SET on_hand = 9 WHERE sku = 'TEA'");

        await using var services = Services();
        var repair = await services.GetRequiredService<ILedgerVerifier>().RepairAsync(dryRun: false);

        Assert.Equal(1, repair.CorrectedCount);
        AssertSound(await VerifyAsync(archived: false), null);
        AssertSound(await VerifyAsync(archived: true), null);
    }

    /// <summary>Everything recorded before is gone, but for the one row that a clock which was slow recorded after the month's end.</summary>
    private static void AssertMoved(List<Movement> all, List<Movement> live, DateTimeOffset cutoff)
    {
        Assert.All(all.Except(live), movement => Assert.True(movement.RecordedAt < cutoff));
        var kept = Assert.Single(live, movement => movement.RecordedAt < cutoff);
        Assert.Equal(cutoff.AddMinutes(-2), kept.RecordedAt);
        Assert.Contains(live, movement => movement.Sku == kept.Sku && movement.Version < kept.Version && movement.RecordedAt == cutoff);
    }

    /// <summary>Opens the database, as another process does.</summary>
    protected abstract IInventoryStore Open();

    protected abstract Task ExecuteAsync(string sql);

    /// <summary>Drops January from the archive, as a person does.</summary>
    protected abstract Task DropJanuaryAsync();

    private protected Task CommitAsync(DateTimeOffset at, Action<StoreBatch> fill) => CommitAsync(_store, at, fill);

    private protected Task<LedgerArchiveReport> ArchiveAsync(DateTimeOffset before) =>
        ((ILedgerArchiveSource)_store).CreateArchive(_time, rowsPerStep: 7).ArchiveAsync(before);

    private protected static void AssertSound(LedgerReport report, long? movements)
    {
        Assert.True(report.IsSound, string.Join('\n', report.Differences));
        Assert.Equal(0, report.UnsettledCount);
        Assert.Equal(movements ?? report.Movements, report.Movements);
    }

    private protected async Task<LedgerReport> VerifyAsync(bool archived)
    {
        await using var services = Services();
        return await services.GetRequiredService<ILedgerVerifier>().VerifyAsync(archived);
    }

    private protected async Task<List<Movement>> MovementsAsync(bool archived) =>
        await _store.Ledger.ReadMovementsAsync(new MovementQuery { IncludeArchived = archived }).ToListAsync();

    private static IComparer<OperationId> ById { get; } = Comparer<OperationId>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private static IComparer<Movement> Newest { get; } = Comparer<Movement>.Create((a, b) => string.CompareOrdinal(a.Sku.Value, b.Sku.Value));

    private static async Task CommitAsync(IInventoryStore store, DateTimeOffset at, Action<StoreBatch> fill)
    {
        var batch = new StoreBatch(at);
        fill(batch);
        Assert.Equal(CommitStatus.Committed, (await store.Ledger.CommitAsync(batch.Build())).Status);
    }

    private async Task FillAsync()
    {
        await CommitAsync(January, batch => batch
            .Operation(new OperationId("receipt")).Move(Cup, onHand: 500).Move(Pot, onHand: 500).Move(Tea, onHand: 500)
            .Operation(new OperationId("empty"))
            .Operation(Uuid).Move(Tea, onHand: -1));
        for (var i = 0; i < 24; i++)
        {
            // Three days apart, and twice right at a month's first moment; the processes' clocks disagree by some minutes.
            var at = i switch { 9 => February, 18 => March, _ => January.AddDays(3 * i).AddMinutes(i % 3 == 1 ? -7 : 0) };
            await CommitAsync(at, batch => batch
                .Operation(new OperationId($"sale {i}")).Move(Cup, onHand: -2).Move(i % 2 == 0 ? Pot : Tea, onHand: -1)
                .Operation(new OperationId($"return {i}")).Move(Cup, onHand: 1));
            await CommitAsync(at.AddMinutes(-2), batch => batch.Operation(new OperationId(Guid.CreateVersion7(at))).Move(Cup, onHand: -1));
        }
    }

    private async Task<List<StockOutcome>> OutcomesAsync(params OperationId[] ids)
    {
        await using var controller = await ControllerUnderTest.StartAsync(Open());
        List<StockOutcome> outcomes = [];
        foreach (var id in ids)
        {
            outcomes.Add(await controller.ApplyAsync(StockOperation.Sell(id, new StockLine(Cup.Sku, 1, Cup.Location))));
        }

        return outcomes;
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(_store);
        services.AddInventorySync(_ => { });
        return services.BuildServiceProvider();
    }
}
