using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Storage;
using static InventorySync.Intake.ChannelOrders;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Intake;

/// <summary>What a notification turns into, and when its sender may be told that it arrived (I9).</summary>
public sealed class ChannelIntakeTests
{
    [Fact]
    public void ReceiveAsync_CarriedOrders_AreAppliedBeforeTheAnswer() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        inventory.Shop.Put(Order("2", 1, Line("CUP", 4)));

        var result = await inventory.NotifyAsync("carry:1,2");

        Assert.Equal(IntakeStatus.Applied, result.Status);
        Assert.True(result.IsAccepted);
        Assert.Equal(new IntakeReport { Orders = 2, Changed = 2 }, result.Report);
        Assert.Equal((10, 7), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void ReceiveAsync_CarriedOrdersAgain_ChangeNothing() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        await inventory.NotifyAsync("carry:1");

        var result = await inventory.NotifyAsync("carry:1");

        Assert.Equal(new IntakeReport { Orders = 1, Unchanged = 1 }, result.Report);
        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void ReceiveAsync_Reference_IsInTheInboxBeforeTheAnswerAndAppliedAfter() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        var answer = new TaskCompletionSource();
        inventory.Shop.OnFetch = (_, _) => answer.Task;

        var result = await inventory.NotifyAsync("fetch:1");

        Assert.Equal((IntakeStatus.Queued, "orders/1"), (result.Status, result.Key));
        Assert.Equal(1, await inventory.Store.Inbox.CountAsync(ShopId));
        Assert.Equal((10, 0), await inventory.LevelAsync("CUP"));

        answer.SetResult();
        Assert.Equal(0, await inventory.Store.Inbox.CountAsync(ShopId));
        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void ReceiveAsync_RepeatAfterTheStoresAnswerWasLost_IsWorkedOn() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        await inventory.Store.Inbox.AddAsync(Entry("orders/1", payload: "1", inventory.Time.GetUtcNow()));

        var result = await inventory.NotifyAsync("fetch:1");

        Assert.Equal(IntakeStatus.Repeat, result.Status);
        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void Inbox_EntryOfAnotherProcess_IsSeenWithinAMinute() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        await inventory.Store.Inbox.AddAsync(Entry("orders/1", payload: "1", inventory.Time.GetUtcNow()));

        inventory.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void ReceiveAsync_SameResourceAfterItWasApplied_IsFetchedAgain() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
        await inventory.NotifyAsync("fetch:1");
        inventory.Shop.Put(Order("1", 2, Line("CUP", 3, cancelled: 1)));

        var result = await inventory.NotifyAsync("fetch:1");

        Assert.Equal(IntakeStatus.Queued, result.Status);
        Assert.Equal((10, 2), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void ReceiveAsync_SameUniqueIdAfterItWasApplied_IsARepeatUntilItIsForgotten() => Run(async inventory =>
    {
        inventory.Shop.Put(Order("1", 1));
        await inventory.NotifyAsync("once:event-7:1");

        Assert.Equal(IntakeStatus.Repeat, (await inventory.NotifyAsync("once:event-7:1")).Status);
        Assert.Single(inventory.Shop.Fetches);

        inventory.Time.Advance(new IntakeOptions().InboxMemory);
        Assert.Equal(IntakeStatus.Queued, (await inventory.NotifyAsync("once:event-7:1")).Status);
    });

    [Fact]
    public void ReceiveAsync_TwoReferencesWithoutAKey_AreToldApartByTheirBodies() => Run(async inventory =>
    {
        var answer = new TaskCompletionSource();
        inventory.Shop.OnFetch = (_, _) => answer.Task;

        var first = await inventory.NotifyAsync("nokey:1");
        var second = await inventory.NotifyAsync("nokey:2");

        Assert.Equal((IntakeStatus.Queued, IntakeStatus.Queued), (first.Status, second.Status));
        Assert.StartsWith("sha256:", first.Key, StringComparison.Ordinal);
        Assert.NotEqual(first.Key, second.Key);
        answer.SetResult();
    });

    [Fact]
    public void ReceiveAsync_Malformed_StandsInTheDeadLetters() => Run(async inventory =>
    {
        var result = await inventory.NotifyAsync("malformed:n-1");

        Assert.Equal(IntakeStatus.Malformed, result.Status);
        Assert.True(result.IsAccepted);
        var letter = Assert.Single(await inventory.OpenLettersAsync());
        Assert.Equal((DeadLetterKind.Notification, "n-1", "{", "not JSON"), (letter.Kind, letter.Key, letter.Payload, letter.Cause));
    });

    [Fact]
    public void ReceiveAsync_Forged_KeepsNothing() => Run(async inventory =>
    {
        var result = await inventory.NotifyAsync("gimme");

        Assert.Equal(IntakeStatus.Forged, result.Status);
        Assert.False(result.IsAccepted);
        Assert.Empty(await inventory.OpenLettersAsync());
        Assert.Equal(0, await inventory.Store.Inbox.CountAsync(ShopId));
    });

    [Fact]
    public void ReceiveAsync_Ignored_IsAcceptedAndKeepsNothing() => Run(async inventory =>
    {
        var result = await inventory.NotifyAsync("ignore");

        Assert.Equal(IntakeStatus.Ignored, result.Status);
        Assert.True(result.IsAccepted);
    });

    [Fact]
    public void ReceiveAsync_UnknownChannel_IsNotAccepted() => Run(async inventory =>
    {
        var result = await inventory.Intake.ReceiveAsync(new ChannelId("nowhere"), FakeShop.Notification("ignore"));

        Assert.Equal(IntakeStatus.UnknownChannel, result.Status);
        Assert.False(result.IsAccepted);
    });

    [Fact]
    public void ReceiveAsync_AdapterWithoutNotifications_IsNotSupported() => Run(
        async inventory =>
        {
            var result = await inventory.Intake.ReceiveAsync(new ChannelId("mute"), FakeShop.Notification("ignore"));

            Assert.Equal(IntakeStatus.NotSupported, result.Status);
            Assert.True(await inventory.Intake.CatchUpAsync(new ChannelId("mute")));
        },
        sync => sync.AddChannel("mute", (_, _) => new MuteShop()));

    [Fact]
    public void ReceiveAsync_LedgerFails_ThrowsSoThatNothingIsConfirmed()
    {
        var store = new FaultyStore();
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 10);
                inventory.Shop.Put(Order("1", 1, Line("CUP", 3)));
                store.Ledger.OnCommit = (_, _) => throw new StorageException("the disk is full", isTransient: false);

                await Assert.ThrowsAsync<StorageException>(() => inventory.NotifyAsync("carry:1"));

                store.Ledger.OnCommit = null;
                Assert.Equal(1, (await inventory.NotifyAsync("carry:1")).Report!.Changed);
                Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
            },
            store: store);
    }

    [Fact]
    public void ReceiveAsync_InboxFails_ThrowsSoThatNothingIsConfirmed()
    {
        var store = new FaultyStore();
        Run(
            async inventory =>
            {
                store.InboxFault = new StorageException("the disk is full", isTransient: false);

                await Assert.ThrowsAsync<StorageException>(() => inventory.NotifyAsync("fetch:1"));
                store.InboxFault = null;
            },
            store: store);
    }

    [Fact]
    public void ApplyOrdersAsync_UnknownChannel_NamesTheRegisteredOnes() => Run(async inventory =>
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => inventory.Intake.ApplyOrdersAsync(new ChannelId("nowhere"), []));

        Assert.StartsWith("Channel 'nowhere' is not registered; the registered ones are: shop.", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => inventory.Intake.CatchUpAsync(new ChannelId("nowhere")));
    });

    private sealed class MuteShop : IChannelAdapter
    {
        public ChannelDescriptor Descriptor { get; } = new() { Kind = "mute" };

        public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.Accepted)]);
    }

    private static InboxEntry Entry(string key, string payload, DateTimeOffset at) =>
        new() { Channel = ShopId, Key = key, Payload = payload, ReceivedAt = at, DueAt = at };
}
