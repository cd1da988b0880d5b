using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using static InventorySync.Engine.EngineUnderTest;

namespace InventorySync.Engine;

/// <summary>The loop around the decisions: batching, withdrawal, backpressure, failures, shutdown. Inline, on virtual time.</summary>
public sealed class StockWriterTests : IAsyncLifetime
{
    private readonly VirtualTimeProvider _time = new();
    private readonly InMemoryInventoryStore _store = new();
    private readonly GatedLedger _ledger;
    private readonly EngineUnderTest _engine;

    public StockWriterTests()
    {
        _ledger = new GatedLedger(_store.Ledger);
        _engine = new EngineUnderTest(
            new FixedCatalog("store"), _store, _time, new EngineOptions { QueueCapacity = 4, StoreRetriesMax = 2 }, ledger: _ledger).Start();
    }

    public Task InitializeAsync() => _engine.ReceiveAsync("CUP", 10);

    public async Task DisposeAsync()
    {
        _ledger.OnCommit = null;
        _ledger.Open();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task ApplyAsync_WhatQueuesDuringACommit_IsTheNextBatch()
    {
        _ledger.BatchSizes.Clear();
        _ledger.Close();
        var outcomes = Enumerable.Range(0, 5).Select(_ => _engine.SellAsync("CUP", 1)).ToList();

        _ledger.Open();

        Assert.All(await Task.WhenAll(outcomes), outcome => Assert.True(outcome.IsApplied));
        Assert.Equal([1, 4], _ledger.BatchSizes);
    }

    [Fact]
    public async Task ApplyAsync_NextBatchIsBeingWritten_TheOneBeforeHasItsOutcome()
    {
        _ledger.Close();
        var first = _engine.SellAsync("CUP", 1);
        var second = _engine.SellAsync("CUP", 1);

        _ledger.OpenForOne();

        Assert.Equal(9, Assert.Single((await first).Lines).OnHand);
        Assert.False(second.IsCompleted);
        _ledger.Open();
        Assert.Equal(8, Assert.Single((await second).Lines).OnHand);
    }

    [Fact]
    public async Task ApplyAsync_RepeatWhileTheFirstIsBeingWritten_GetsItsOutcome()
    {
        var sale = StockOperation.Sell(_engine.NewId(), Line("CUP", 1));
        _ledger.Close();
        var first = _engine.ApplyAsync(sale);
        var between = _engine.SellAsync("CUP", 1);
        var repeat = _engine.ApplyAsync(sale);

        _ledger.OpenForOne();
        _ledger.Open();

        Assert.False((await first).IsRepeat);
        Assert.True((await repeat) is { IsRepeat: true, IsApplied: true });
        Assert.Equal((await first).Lines, (await repeat).Lines);
        Assert.True((await between).IsApplied);
        Assert.Equal(8, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task ApplyAsync_RepeatOfWhatIsBeingRefused_IsAskedAgain()
    {
        var sale = StockOperation.Sell(_engine.NewId(), Line("CUP", 11));
        _ledger.Close();
        var refused = _engine.ApplyAsync(sale);
        var receipt = _engine.ReceiveAsync("CUP", 1);
        var again = _engine.ApplyAsync(sale);

        _ledger.OpenForOne();
        _ledger.Open();

        Assert.Equal(OutcomeStatus.InsufficientStock, (await refused).Status);
        Assert.True((await receipt).IsApplied);
        Assert.True((await again) is { IsApplied: true, IsRepeat: false });
    }

    [Fact]
    public async Task ApplyAsync_RepeatWhoseOutcomeIsForgotten_IsLookedUpAndSinksNoBatch()
    {
        await using var engine = new EngineUnderTest(
            new FixedCatalog("store"), _store, _time, new EngineOptions { RecentOutcomesMax = 2 }, ledger: _ledger).Start();
        var sale = StockOperation.Sell(new OperationId("first"), Line("CUP", 1));
        var first = await engine.ApplyAsync(sale);
        foreach (var number in Enumerable.Range(2, 6))
        {
            await engine.ApplyAsync(StockOperation.Sell(new OperationId($"later-{number}"), Line("CUP", 1)));
        }

        var statuses = new List<CommitStatus>();
        _ledger.OnCommit = async (_, commit) =>
        {
            var result = await commit();
            statuses.Add(result.Status);
            return result;
        };
        _ledger.Close();
        var blocking = engine.ApplyAsync(StockOperation.Sell(new OperationId("blocking"), Line("CUP", 1)));
        var repeat = engine.ApplyAsync(sale);
        var beside = engine.ApplyAsync(StockOperation.Sell(new OperationId("beside"), Line("CUP", 1)));
        _ledger.Open();

        Assert.True((await repeat) is { IsRepeat: true, IsApplied: true });
        Assert.Equal(first.Lines, (await repeat).Lines);
        Assert.True((await blocking).IsApplied && (await beside).IsApplied);
        Assert.DoesNotContain(CommitStatus.Duplicates, statuses);
        Assert.Equal(1, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task ApplyAsync_LookUpOfARepeatFails_FindsItsOutcomeAllTheSame()
    {
        var broken = new GatedLedger(_store.Ledger) { OnLoad = keys => keys.Operations.Count > 0 ? new StorageException("The read failed.", isTransient: true) : null };
        await using var engine = new EngineUnderTest(
            new FixedCatalog("store"), _store, _time, new EngineOptions { RecentOutcomesMax = 2 }, ledger: broken).Start();
        var sale = StockOperation.Sell(new OperationId("first"), Line("CUP", 1));
        await engine.ApplyAsync(sale);
        foreach (var number in Enumerable.Range(2, 6))
        {
            await engine.ApplyAsync(StockOperation.Sell(new OperationId($"later-{number}"), Line("CUP", 1)));
        }

        var reads = 0;
        broken.OnLoad = keys => keys.Operations.Count > 0 && reads++ == 0 ? new StorageException("The read failed.", isTransient: true) : null;
        var repeat = await engine.ApplyAsync(sale);

        Assert.True(repeat is { IsRepeat: true, IsApplied: true });
        Assert.Equal(2, reads);
        Assert.Equal(3, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task ApplyAsync_CancelledWhileQueued_IsWithdrawnAndChangesNothing()
    {
        _ledger.Close();
        var first = _engine.SellAsync("CUP", 1);
        using var cancellation = new CancellationTokenSource();
        var second = _engine.Controller.ApplyAsync(StockOperation.Sell(_engine.NewId(), Line("CUP", 1)), cancellation.Token);

        await cancellation.CancelAsync();
        _ledger.Open();

        Assert.True((await first).IsApplied);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await second);
        Assert.Equal(9, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task ApplyAsync_CancelledAfterItWasTaken_DeliversItsOutcome()
    {
        _ledger.Close();
        using var cancellation = new CancellationTokenSource();
        var sale = _engine.Controller.ApplyAsync(StockOperation.Sell(_engine.NewId(), Line("CUP", 1)), cancellation.Token);

        await cancellation.CancelAsync();
        _ledger.Open();

        Assert.True((await sale).IsApplied);
    }

    [Fact]
    public async Task ApplyAsync_QueueIsFull_MakesTheCallerWaitAndLosesNothing()
    {
        _ledger.Close();
        var sales = Enumerable.Range(0, 8).Select(_ => _engine.SellAsync("CUP", 1)).ToList();

        _ledger.Open();
        await Task.WhenAll(sales);

        Assert.Equal(2, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task ApplyAsync_CommitReplyLost_TellsTheOutcomeOnceAndAppliesOnce()
    {
        var isLost = false;
        _ledger.OnCommit = async (_, commit) =>
        {
            var result = await commit();
            return isLost ? result : throw Lost(ref isLost);
        };

        var sale = _engine.SellAsync("CUP", 1);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await sale).IsApplied);
        Assert.False((await sale).IsRepeat);
        Assert.Equal(9, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task ApplyAsync_StoreStaysDown_ThrowsATransientErrorAndChangesNothing()
    {
        _ledger.OnCommit = (_, _) => throw new StorageException("The database is away.", isTransient: true);

        var sale = _engine.SellAsync("CUP", 1);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await Assert.ThrowsAsync<StorageException>(() => sale)).IsTransient);
        _ledger.OnCommit = null;
        Assert.Equal(10, (await _engine.LevelAsync("CUP")).OnHand);
        Assert.True((await _engine.SellAsync("CUP", 1)).IsApplied);
    }

    [Fact]
    public async Task ApplyAsync_ReplyLostAndThenAFullDisk_SaysThatItMayBeWritten()
    {
        var isLost = false;
        _ledger.OnCommit = async (_, commit) =>
        {
            await commit();
            throw isLost ? new StorageException("The disk is full: nothing was written.", isTransient: true) : Lost(ref isLost);
        };

        var sale = _engine.SellAsync("CUP", 1);
        _time.Advance(TimeSpan.FromMinutes(1));

        var fault = await Assert.ThrowsAsync<StorageException>(() => sale);
        Assert.True(fault.IsTransient);
        Assert.Contains("may have been written all the same", fault.Message, StringComparison.Ordinal);
        Assert.Contains("The disk is full", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplyAsync_StoreAwayForLong_IsTriedAgainAtLeastEveryDelayMax()
    {
        var time = new VirtualTimeProvider();
        var ledger = new GatedLedger(_store.Ledger);
        await using var engine = new EngineUnderTest(
            new FixedCatalog("store"),
            _store,
            time,
            new EngineOptions { StoreRetriesMax = 100, StoreRetryDelay = TimeSpan.FromMilliseconds(50), StoreRetryDelayMax = TimeSpan.FromSeconds(1) },
            ledger: ledger).Start();
        var attempts = 0;
        ledger.OnCommit = (_, commit) => attempts++ < 60 ? throw new StorageException("The database is away.", isTransient: true) : commit();

        var sale = engine.SellAsync("CUP", 1);
        time.Advance(TimeSpan.FromSeconds(61));

        Assert.True((await sale).IsApplied);
    }

    [Fact]
    public async Task ApplyAsync_OneOperationTheStoreCannotWrite_DoesNotSinkItsBatch()
    {
        var bad = new OperationId("bad");
        _ledger.OnCommit = (batch, commit) => batch.Operations.Exists(operation => operation.Id == bad)
            ? throw new InvalidOperationException("A constraint of the store.")
            : commit();
        _ledger.Close();
        var sales = new List<Task<StockOutcome>>
        {
            _engine.SellAsync("CUP", 1),
            _engine.SellAsync("CUP", 1),
            _engine.ApplyAsync(StockOperation.Sell(bad, Line("CUP", 1))),
            _engine.SellAsync("CUP", 1),
        };

        _ledger.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => sales[2]);
        Assert.All(await Task.WhenAll(sales[0], sales[1], sales[3]), sale => Assert.True(sale.IsApplied));
        Assert.Equal(7, (await _engine.LevelAsync("CUP")).OnHand);
    }

    [Fact]
    public async Task ApplyAsync_RepeatAfterStockRanOut_GetsItsFirstOutcome()
    {
        var sale = StockOperation.Sell(_engine.NewId(), Line("CUP", 10));
        await _engine.ApplyAsync(sale);
        await using var other = new EngineUnderTest(new FixedCatalog("store"), _store, _time).Start();

        var repeat = await other.ApplyAsync(sale);

        Assert.True(repeat is { IsApplied: true, IsRepeat: true });
        Assert.Equal(0, Assert.Single(repeat.Lines).OnHand);
    }

    [Fact]
    public async Task ApplyAsync_AnotherProcessReceivedUnits_SeesThemBeforeRefusing()
    {
        await _engine.SellAsync("CUP", 10);
        await using var other = new EngineUnderTest(new FixedCatalog("store"), _store, _time).Start();
        await other.ApplyAsync(StockOperation.Receive(new OperationId("elsewhere"), Line("CUP", 1)));

        Assert.True((await _engine.SellAsync("CUP", 1)).IsApplied);
    }

    [Fact]
    public async Task ApplyAsync_AnotherProcessSoldUnits_IsRefusedByTheDatabase()
    {
        await using var other = new EngineUnderTest(new FixedCatalog("store"), _store, _time).Start();
        await other.ApplyAsync(StockOperation.Sell(new OperationId("elsewhere"), Line("CUP", 9)));

        Assert.Equal(OutcomeStatus.InsufficientStock, (await _engine.SellAsync("CUP", 2)).Status);
        Assert.True((await _engine.SellAsync("CUP", 1)).IsApplied);
    }

    [Fact]
    public async Task StopAsync_DrainsWhatIsQueuedAndTakesNoMore()
    {
        _ledger.Close();
        var sales = Enumerable.Range(0, 3).Select(_ => _engine.SellAsync("CUP", 1)).ToList();
        var stopping = _engine.StopAsync();

        await Assert.ThrowsAsync<StockControllerStoppedException>(() => _engine.SellAsync("CUP", 1));
        _ledger.Open();
        await stopping;

        Assert.All(await Task.WhenAll(sales), sale => Assert.True(sale.IsApplied));
    }

    [Fact]
    public async Task StopAsync_TimeToDrainIsOver_TellsTheRestThatNothingWasChanged()
    {
        _ledger.Close();
        var taken = _engine.SellAsync("CUP", 1);
        var queued = _engine.SellAsync("CUP", 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _engine.StopAsync(new CancellationToken(canceled: true)));

        _ledger.Open();

        Assert.True((await taken).IsApplied);
        await Assert.ThrowsAsync<StockControllerStoppedException>(() => queued);
        Assert.Equal(9, (await _engine.LevelAsync("CUP")).OnHand);
    }

    private static StorageException Lost(ref bool isLost)
    {
        isLost = true;
        return new StorageException("The reply was lost.", isTransient: true);
    }
}
