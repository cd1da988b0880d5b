using InventorySync.Stock;
using InventorySync.Storage;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Two objects on one database, as two processes have them, and many tasks on one.</summary>
public abstract partial class InventoryStoreConformance
{
    private const int Tasks = 8;

    /// <summary>What one handle committed the other sees, in loads, guards and duplicates.</summary>
    [Fact]
    public async Task TwoHandles_OneDatabase_SeeEachOthersCommits()
    {
        var other = (await OpenAnotherAsync()).Ledger;
        var operation = NewOperation();
        await CommitAsync(Batch().Operation(operation).Move(Tea, onHand: 10));

        Assert.Equal([new Level(Tea.Sku, North, 10, 0, 1)], await other.ReadLevelsAsync([Tea.Sku]));
        Assert.Equal([operation], (await other.CommitAsync(Batch().Operation(operation).Build())).Duplicates);
        Assert.Equal([operation], (await other.CommitAsync(Batch().Refused(operation).Build())).Duplicates);

        var second = NewOperation();
        Assert.Equal(CommitStatus.Committed, (await other.CommitAsync(Batch().Operation(second).Move(Tea, onHand: -4).Build())).Status);
        await AssertGuardFailsAsync(Batch().Guard(Tea, versionExact: 1));
        await AssertGuardFailsAsync(Batch().Guard(Tea, availableMin: 7));
        Assert.Equal([second], (await Ledger.CommitAsync(Batch().Operation(second).Build())).Duplicates);
        Assert.Equal(new Level(Tea.Sku, North, 6, 0, 2), await LevelAsync(Tea));
    }

    /// <summary>I1: however many sell at once, by whichever handle, no more is sold than was there.</summary>
    [Fact]
    public async Task TwoHandles_SellingTheSame_NeverOversell()
    {
        const int Stock = 60;
        await ReceiveAsync(Tea, Stock);
        var other = (await OpenAnotherAsync()).Ledger;

        var sold = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            var ledger = task % 2 == 0 ? Ledger : other;
            var count = 0;
            for (var sale = 0; sale < Stock / 4; sale++)
            {
                var batch = Batch()
                    .Guard(Tea, availableMin: 1)
                    .Operation(new OperationId($"sale {task}-{sale}"), OperationKind.Sell).Move(Tea, onHand: -1);
                count += (await ledger.CommitAsync(batch.Build())).Status == CommitStatus.Committed ? 1 : 0;
            }

            return count;
        })));

        Assert.Equal(Stock, sold.Sum());
        Assert.Equal(new Level(Tea.Sku, North, 0, 0, Stock + 1), await LevelAsync(Tea));
        await AssertChainedAsync(Tea, Stock + 1);
    }

    /// <summary>I3: of one id asked by many at once, one is applied.</summary>
    [Fact]
    public async Task TwoHandles_SameOperations_ApplyEachOnce()
    {
        const int Operations = 25;
        var other = (await OpenAnotherAsync()).Ledger;
        OperationId[] ids = [.. Enumerable.Range(0, Operations).Select(_ => NewOperation())];

        var applied = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            var ledger = task % 2 == 0 ? Ledger : other;
            var count = 0;
            foreach (var id in ids)
            {
                var result = await ledger.CommitAsync(Batch().Operation(id).Move(Tea, onHand: 1).Build());
                Assert.True(result.Status == CommitStatus.Committed || result.Duplicates.SequenceEqual([id]), $"{id}: {result.Status}");
                count += result.Status == CommitStatus.Committed ? 1 : 0;
            }

            return count;
        })));

        Assert.Equal(Operations, applied.Sum());
        await AssertChainedAsync(Tea, Operations);
    }

    /// <summary>The version guard lets one of many through.</summary>
    [Fact]
    public async Task TwoHandles_SameVersion_LetOneThrough()
    {
        var other = (await OpenAnotherAsync()).Ledger;
        for (var version = 0; version < 10; version++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(() => (task % 2 == 0 ? Ledger : other).CommitAsync(
                Batch().Guard(Tea, versionExact: version).Operation(new OperationId($"count {version}-{task}")).Move(Tea, onHand: 1).Build()))));

            Assert.Single(results, result => result.Status == CommitStatus.Committed);
            Assert.Equal(Tasks - 1, results.Count(result => result.Status == CommitStatus.GuardFailed));
        }
    }

    /// <summary>A database may be opened by several at its very first start.</summary>
    [Fact]
    public async Task Initialize_BySeveralAtOnce_Works()
    {
        var handles = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var store = Open();
            await store.InitializeAsync();
            return store;
        })));

        await ReceiveAsync(Tea, 1);
        foreach (var handle in handles)
        {
            Assert.Equal(1, (await handle.Ledger.ReadLevelsAsync([Tea.Sku]))[0].OnHand);
            if (!ReferenceEquals(handle, Store))
            {
                await CloseAsync(handle);
            }
        }
    }

    /// <summary>What is cancelled before it begins is not done.</summary>
    [Fact]
    public async Task EveryCall_CancelledBefore_DoesNothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Ledger.CommitAsync(Batch().Operation(NewOperation()).Move(Tea, onHand: 1).Build(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ledger.LoadAsync(new LedgerKeys(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ledger.ReadLevelsAsync([Tea.Sku], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ListAsync(Ledger.ReadAllLevelsAsync(cancelled)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Channels.SavePausedAsync(Shop, paused: true, cancelled));

        Assert.Empty(await MovementsAsync());
        Assert.False((await Store.Channels.ReadAsync(Shop)).Paused);
    }

    private async Task AssertChainedAsync(LevelKey key, int count)
    {
        var history = await MovementsAsync(new MovementQuery { Sku = key.Sku, Location = key.Location });
        Assert.Equal(Enumerable.Range(1, count).Select(version => (long)version), history.Select(movement => movement.Version));
        long onHand = 0;
        foreach (var movement in history)
        {
            onHand += movement.OnHandDelta;
            Assert.Equal(onHand, movement.OnHand);
        }
    }
}
