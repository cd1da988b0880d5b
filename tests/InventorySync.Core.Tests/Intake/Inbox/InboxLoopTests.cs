using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Storage;
using static InventorySync.Intake.ChannelOrders;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Intake.Inbox;

/// <summary>What was accepted is fetched, one after the other, until it is applied or stands in the dead letters.</summary>
public sealed class InboxLoopTests
{
    private static readonly RetryOptions Retry = new();

    [Fact]
    public void Inbox_SeveralEntries_AreFetchedOldestFirstOneAtATime() => Run(async inventory =>
    {
        var answer = new TaskCompletionSource();
        inventory.Shop.OnFetch = (_, _) => answer.Task;
        await inventory.NotifyAsync("fetch:3");
        await inventory.NotifyAsync("fetch:1");
        await inventory.NotifyAsync("fetch:2");

        Assert.Equal(["3"], inventory.Shop.Fetches);
        answer.SetResult();
        Assert.Equal(["3", "1", "2"], inventory.Shop.Fetches);
    });

    [Fact]
    public void Inbox_NotifiedAgainWhileItIsFetched_IsFetchedAgain() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        var answer = new TaskCompletionSource();
        inventory.Shop.OnFetch = (_, _) => answer.Task;
        await inventory.NotifyAsync("fetch:1");

        // The answer under way is of before this change, which the second notification tells.
        inventory.Shop.Put(Order("1", 2, Line("CUP", 3, cancelled: 3)));
        Assert.Equal(IntakeStatus.Repeat, (await inventory.NotifyAsync("fetch:1")).Status);
        answer.SetResult();

        Assert.Equal(["1", "1"], inventory.Shop.Fetches);
        Assert.Equal((10, 0), await inventory.LevelAsync("CUP"));
        Assert.Equal(0, await inventory.Store.Inbox.CountAsync(ShopId));
    });

    [Fact]
    public void Inbox_PayloadThatCantBeRead_GoesToTheDeadLetters() => Run(async inventory =>
    {
        inventory.Shop.OnFetch = (_, _) => throw new FormatException("no such resource: 1");

        await inventory.NotifyAsync("fetch:1");

        var letter = Assert.Single(await inventory.OpenLettersAsync());
        Assert.Equal((DeadLetterKind.Notification, "orders/1", "1", "no such resource: 1"), (letter.Kind, letter.Key, letter.Payload, letter.Cause));
        Assert.Equal(0, await inventory.Store.Inbox.CountAsync(ShopId));
    });

    [Fact]
    public void Retry_NotificationThatCanBeFetchedAgain_AppliesIt() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        inventory.Shop.OnFetch = (_, _) => throw new FormatException("first cause");
        await inventory.NotifyAsync("fetch:1");
        var letter = Assert.Single(await inventory.OpenLettersAsync());

        inventory.Shop.OnFetch = (_, _) => throw new IOException("second cause");
        Assert.Equal(new DeadLetterRetry(DeadLetterRetryStatus.Failed, "second cause"), await inventory.Letters.RetryAsync(letter.Id));
        Assert.Equal("second cause", Assert.Single(await inventory.OpenLettersAsync()).Cause);

        inventory.Shop.OnFetch = (_, _) => Task.CompletedTask;
        Assert.True((await inventory.Letters.RetryAsync(letter.Id)).IsSucceeded);
        Assert.Empty(await inventory.OpenLettersAsync());
        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void Inbox_FetchFails_IsPutOffAndTriedAgain() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        inventory.Shop.OnFetch = (_, _) => throw new IOException("connection refused");
        await inventory.NotifyAsync("fetch:1");

        var waiting = Assert.Single(await inventory.Store.Inbox.ReadDueAsync(ShopId, DateTimeOffset.MaxValue, 10));
        Assert.Equal((1, "connection refused"), (waiting.FailedAttempts, waiting.LastCause));
        Assert.InRange(waiting.DueAt - inventory.Time.GetUtcNow(), Retry.DelayMin / 2, Retry.DelayMin);

        inventory.Shop.OnFetch = (_, _) => Task.CompletedTask;
        inventory.Time.Advance(Retry.DelayMin);
        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void Inbox_FailedEntry_DoesNotHoldBackTheNext() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("2", 1, Line("CUP", 3)));
        inventory.Shop.OnFetch = (payload, _) => payload == "1" ? throw new IOException("gone") : Task.CompletedTask;

        await inventory.NotifyAsync("fetch:1");
        await inventory.NotifyAsync("fetch:2");

        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void Inbox_OutageOfTheChannel_LosesNothingAndAsksSeldom() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 1_000);
        inventory.Shop.OnFetch = (_, _) => throw new IOException("connection refused");
        for (var i = 1; i <= 50; i++)
        {
            inventory.Shop.Put(Order($"{i}", 1, Line("CUP", 1)));
            await inventory.NotifyAsync($"fetch:{i}");
        }

        inventory.Time.Advance(TimeSpan.FromHours(6));
        Assert.Empty(await inventory.OpenLettersAsync());
        Assert.Equal(50, await inventory.Store.Inbox.CountAsync(ShopId));

        // A call every few minutes, whatever waits: not one per entry and attempt.
        Assert.InRange(inventory.Shop.Fetches.Count, 50, 300);

        inventory.Shop.OnFetch = (_, _) => Task.CompletedTask;
        inventory.Time.Advance(Retry.DelayMax * 2);
        Assert.Equal((1_000, 50), await inventory.LevelAsync("CUP"));
        Assert.Equal(0, await inventory.Store.Inbox.CountAsync(ShopId));
    });

    [Fact]
    public void Inbox_EntryThatFailsWhileOthersSucceed_GoesToTheDeadLetters() => Run(async inventory =>
    {
        inventory.Shop.OnFetch = (payload, _) => payload == "poison" ? throw new IOException("500") : Task.CompletedTask;
        await inventory.NotifyAsync("fetch:poison");

        // The channel answers others between any two attempts: after so many the entry itself must be at fault.
        var answers = 0;
        while ((await inventory.OpenLettersAsync()).Count == 0)
        {
            await inventory.NotifyAsync("fetch:fine");
            inventory.Time.Advance(Retry.DelayMax);
            Assert.InRange(++answers, 1, Retry.AttemptsMax);
        }

        var letter = Assert.Single(await inventory.OpenLettersAsync());
        Assert.Equal(("orders/poison", "500"), (letter.Key, letter.Cause));
        Assert.Equal(Retry.AttemptsMax - 1, answers);
        Assert.Equal(0, await inventory.Store.Inbox.CountAsync(ShopId));
    });

    [Fact]
    public void Inbox_ChannelThatNeverAnswers_IsGivenUpAfterATime() => Run(async inventory =>
    {
        inventory.Shop.OnFetch = (_, cancellationToken) => NeverAsync(cancellationToken);
        await inventory.NotifyAsync("fetch:1");

        inventory.Time.Advance(InboxWorker.FetchTimeMax);

        var waiting = Assert.Single(await inventory.Store.Inbox.ReadDueAsync(ShopId, DateTimeOffset.MaxValue, 10));
        Assert.Equal("The channel did not answer within 00:02:00.", waiting.LastCause);
    });

    [Fact]
    public void Inbox_SlowChannel_DelaysNoOther()
    {
        var other = new FakeShop();
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 10);
                inventory.Shop.OnFetch = (_, cancellationToken) => NeverAsync(cancellationToken);
                await inventory.NotifyAsync("fetch:1");
                other.Put(Order("1", 1, Line("CUP", 4)));

                await inventory.Intake.ReceiveAsync(new ChannelId("other"), FakeShop.Notification("fetch:1"));

                Assert.Equal((10, 4), await inventory.LevelAsync("CUP"));
            },
            sync => sync.AddChannel("other", (_, _) => other));
    }

    [Fact]
    public void Inbox_StoreFails_GoesOnOnceItWorksAgain()
    {
        var store = new FaultyStore();
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 10);
                inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
                inventory.Shop.OnFetch = (_, _) =>
                {
                    store.InboxFault = new StorageException("the disk is full", isTransient: true);
                    return Task.CompletedTask;
                };
                await inventory.NotifyAsync("fetch:1");
                Assert.NotNull(store.InboxFault);

                inventory.Shop.OnFetch = (_, _) => Task.CompletedTask;
                store.InboxFault = null;
                inventory.Time.Advance(Retry.DelayMax);

                Assert.Equal(0, await inventory.Store.Inbox.CountAsync(ShopId));
                Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
            },
            store: store);
    }

    [Fact]
    public void Inbox_EntriesOfAnEarlierRun_AreFetchedAtTheStart()
    {
        var store = new InMemoryInventoryStore();
        var shop = new FakeShop { OnFetch = (_, cancellationToken) => NeverAsync(cancellationToken) };
        shop.Put(Order("1", 1, Line("CUP", 3)));
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 10);
                await inventory.NotifyAsync("fetch:1");
            },
            store: store,
            shop: shop);

        shop.OnFetch = (_, _) => Task.CompletedTask;
        Run(async inventory => Assert.Equal((10, 3), await inventory.LevelAsync("CUP")), store: store, shop: shop);
    }

    private static async Task NeverAsync(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken)).ConfigureAwait(false);
        await never.Task.ConfigureAwait(false);
    }
}
