using InventorySync.Broadcast;
using InventorySync.Storage;
using static InventorySync.Intake.ChannelOrders;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Intake.Polling;

/// <summary>The net under the notifications: nothing that the channel has is missed, and the cursor never runs ahead.</summary>
public sealed class OrderPollerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);

    [Fact]
    public void Poll_LostNotification_IsHealedWithinTheInterval() => Run(
        async inventory =>
        {
            await inventory.ReceiveAsync("CUP", 10);
            inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
            Assert.Equal((10, 0), await inventory.LevelAsync("CUP"));

            inventory.Time.Advance(Interval);

            Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
        },
        options: settings => settings.OrderPollInterval = Interval);

    [Fact]
    public void Poll_AtTheStart_ReadsAllPagesFromTheKeptCursor()
    {
        var store = new InMemoryInventoryStore();
        var shop = new FakeShop();
        for (var i = 1; i <= 5; i++)
        {
            shop.Put(Order($"{i}", 1, Line("CUP", 1)));
        }

        Run(async _ => Assert.Equal("5", (await store.Channels.ReadAsync(ShopId)).OrderCursor), store: store, shop: shop, options: settings => settings.OrderPollInterval = Interval);
        Assert.Equal([null, "2", "4"], shop.Reads);
        shop.Reads.Clear();

        Run(_ => Task.CompletedTask, store: store, shop: shop, options: settings => settings.OrderPollInterval = Interval);
        Assert.Equal(["5"], shop.Reads);
    }

    [Fact]
    public void Poll_OrderOfAPageCantBeApplied_KeepsTheCursorBeforeThePage()
    {
        var store = new FaultyStore();
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 10);
                inventory.Shop.Put(Order("1", 1, Line("CUP", 1)));
                inventory.Shop.Put(Order("2", 1, Line("CUP", 1)));
                var commits = 0;
                store.Ledger.OnCommit = (_, commit) => ++commits == 2 ? throw new StorageException("the disk is full", isTransient: false) : commit();

                Assert.False(await inventory.Intake.CatchUpAsync(ShopId));
                Assert.Null((await store.Channels.ReadAsync(ShopId)).OrderCursor);

                Assert.True(await inventory.Intake.CatchUpAsync(ShopId));
                Assert.Equal("2", (await store.Channels.ReadAsync(ShopId)).OrderCursor);
                Assert.Equal((10, 2), await inventory.LevelAsync("CUP"));
            },
            store: store);
    }

    [Fact]
    public void Poll_OrderWithAnUnknownSku_WaitsInTheDeadLettersAndTheCursorMovesOn() => Run(async inventory =>
    {
        inventory.Shop.Put(Order("1", 1, Line("VASE", 1)));

        Assert.True(await inventory.Intake.CatchUpAsync(ShopId));

        Assert.Equal("1", (await inventory.Store.Channels.ReadAsync(ShopId)).OrderCursor);
        Assert.Single(await inventory.OpenLettersAsync());
    });

    [Fact]
    public void Poll_ChannelFails_IsTriedAgainSoonerThanTheInterval() => Run(
        async inventory =>
        {
            await inventory.ReceiveAsync("CUP", 10);
            inventory.Shop.OnRead = (_, _) => throw new IOException("503");
            inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
            inventory.Time.Advance(Interval);
            inventory.Shop.OnRead = (_, _) => Task.CompletedTask;

            inventory.Time.Advance(TimeSpan.FromMinutes(1.2));

            Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
        },
        options: settings => settings.OrderPollInterval = Interval);

    [Fact]
    public void Poll_WithoutAnInterval_ReadsOnlyWhenAsked() => Run(async inventory =>
    {
        inventory.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(inventory.Shop.Reads);

        await inventory.Intake.CatchUpAsync(ShopId);
        Assert.Single(inventory.Shop.Reads);
    });

    [Fact]
    public void Poll_CursorThatDoesNotMoveOn_FailsInsteadOfReadingForEver() => Run(async inventory =>
    {
        inventory.Shop.Put(Order("1", 1));
        inventory.Shop.PageSize = 0;

        Assert.False(await inventory.Intake.CatchUpAsync(ShopId));

        // The first page's cursor was new; the second page gave it again.
        Assert.Equal(2, inventory.Shop.Reads.Count);
        Assert.Contains("reading on would never end", (await RunsAsync(inventory))[0].Cause, StringComparison.Ordinal);
    });

    [Fact]
    public void Poll_ThatChangedSomethingOrFailed_StandsInTheSyncLog() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 1)));
        inventory.Shop.Put(Order("2", 1, Line("VASE", 1)));
        await inventory.Intake.CatchUpAsync(ShopId);
        await inventory.Intake.CatchUpAsync(ShopId);
        inventory.Shop.OnRead = (_, _) => throw new IOException("503");
        await inventory.Intake.CatchUpAsync(ShopId);

        var runs = await RunsAsync(inventory);

        Assert.Equal(2, runs.Count);
        Assert.Equal((0, 0, 0, 1, "503"), (runs[0].Sent, runs[0].Accepted, runs[0].Rejected, runs[0].Failed, runs[0].Cause));
        Assert.Equal((2, 1, 1, 0, null), (runs[1].Sent, runs[1].Accepted, runs[1].Rejected, runs[1].Failed, runs[1].Cause));
    });

    [Fact]
    public void CatchUpAsync_WhileOneIsUnderWay_ReadsAgainAfterIt() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        var answer = new TaskCompletionSource();
        inventory.Shop.OnRead = (_, _) => answer.Task;
        var underWay = inventory.Intake.CatchUpAsync(ShopId);

        // These two ask after the page under way was put together, and share the next reading.
        var second = inventory.Intake.CatchUpAsync(ShopId);
        var third = inventory.Intake.CatchUpAsync(ShopId);
        Assert.Single(inventory.Shop.Reads);
        answer.SetResult();

        Assert.All(await Task.WhenAll(underWay, second, third), Assert.True);
        Assert.Equal(2, inventory.Shop.Reads.Count);
    });

    [Fact]
    public void CatchUpAsync_EntryPutOffInTheInbox_IsTriedAtOnce() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.OnFetch = (_, _) => throw new IOException("503");
        await inventory.NotifyAsync("fetch:1");
        Assert.False(await inventory.Intake.CatchUpAsync(ShopId));

        inventory.Shop.OnFetch = (_, _) => Task.CompletedTask;
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        Assert.True(await inventory.Intake.CatchUpAsync(ShopId));
        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
        Assert.Equal(3, inventory.Shop.Fetches.Count);
    });

    [Fact]
    public void CatchUpAsync_Cancelled_StopsWaitingAndTheReadingGoesOn() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        var answer = new TaskCompletionSource();
        inventory.Shop.OnRead = (_, _) => answer.Task;
        using var impatience = new CancellationTokenSource();
        var waiting = inventory.Intake.CatchUpAsync(ShopId, impatience.Token);

        impatience.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        answer.SetResult();

        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public async Task CatchUpAsync_AfterTheEnd_SaysThatNothingWasRead()
    {
        IntakeLoops? loops = null;
        var stuck = Task.FromResult(true);
        Run(inventory =>
        {
            loops = inventory.Get<IntakeLoops>();
            inventory.Shop.OnRead = (_, cancellationToken) => UntilCancelled(cancellationToken);
            stuck = loops.CatchUpAsync(ShopId, CancellationToken.None);
            return Task.CompletedTask;
        });

        Assert.False(await stuck);
        Assert.False(await loops!.CatchUpAsync(ShopId, CancellationToken.None));
    }

    private static Task<IReadOnlyList<SyncRun>> RunsAsync(InventoryUnderTest inventory) => inventory.Store.Channels.ReadRunsAsync(ShopId, 100);

    // A cancelled Task.Delay goes on on the thread pool, where a test on one thread can't wait for it.
    private static Task UntilCancelled(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken));
        return cancelled.Task;
    }
}
