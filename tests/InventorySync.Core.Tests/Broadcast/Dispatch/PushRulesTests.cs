using InventorySync.Channels;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>When a listing is sent, and when it is not.</summary>
public sealed class PushRulesTests
{
    [Fact]
    public void Start_EveryListingShowsWhatItShould_NothingIsSent()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Map("B", 0);

        broadcast.Start().Advance(3_600);

        Assert.Empty(shop.Calls);
        Assert.Equal(0, broadcast.Status().Stale);
    }

    [Fact]
    public void Signal_QuantityFell_IsPushedOnceAndNothingMore()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Start();

        broadcast.Sold("A", 4);
        broadcast.Signals.SkuChanged(new("A"));
        broadcast.Advance(3_600);

        Assert.Equal([("A", 4)], shop.Sent);
        Assert.Equal((4, null), (broadcast.Row("A").Acknowledged, broadcast.Row("A").Sending));
    }

    [Fact]
    public void Signal_QuantityIsAsAcknowledged_NothingIsSent()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Start();

        broadcast.Changed("A", 5);

        Assert.Empty(shop.Calls);
    }

    [Fact]
    public void Signals_OfOneCommit_AreOneCall()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Map("B", 5);
        broadcast.Start();

        broadcast.Signals.CommitBegin();
        broadcast.Sold("A", 4);
        broadcast.Sold("B", 3);
        Assert.Empty(shop.Calls);
        broadcast.Signals.CommitEnd();

        Assert.Single(shop.Calls);
        Assert.Equal([("A", 4), ("B", 3)], shop.Sent.Order());
        broadcast.Sold("A", 3);
        Assert.Equal(2, shop.Calls.Count);
    }

    [Fact]
    public void Signal_OfAComponent_PushesTheKit()
    {
        using var broadcast = new BroadcastUnderTest();
        broadcast.Kit("KIT", "A");
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("KIT", 5);
        broadcast.Start();

        broadcast.Publication.Set("KIT", 4);
        broadcast.Signals.SkuSold(new("A"));

        Assert.Equal([("KIT", 4)], shop.Sent);
    }

    [Fact]
    public void Start_StaleListing_IsFoundByTheScan()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Publication.Set("A", 3);

        broadcast.Start();

        Assert.Equal([("A", 3)], shop.Sent);
    }

    [Fact]
    public void Start_MoreListingsThanOneLookTakes_AllAreCompared()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        for (var i = 0; i < (3 * ChannelDispatcher.LooksMax) + 1; i++)
        {
            broadcast.Map($"S{i}", 5);
            broadcast.Publication.Set($"S{i}", 4);
        }

        broadcast.Start().Advance(10);

        Assert.Equal((3 * ChannelDispatcher.LooksMax) + 1, shop.Sent.Count());
        Assert.All(shop.Calls, call => Assert.InRange(call.Count, 1, 100));
    }

    [Fact]
    public void Start_SendingOnRecord_PushesAgainOnceTheLateWriteCanNoLongerLand()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { LateWriteTimeMax = TimeSpan.FromSeconds(60) });
        broadcast.Map("A", 5, row => row with { Sending = 4, SendingSince = broadcast.Time.GetUtcNow() });

        broadcast.Start().Advance(59);
        Assert.Empty(shop.Calls);

        broadcast.Advance(2);
        Assert.Equal([("A", 5)], shop.Sent);
    }

    [Fact]
    public void Start_SendingLongAgo_PushesAgainAtOnce()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { LateWriteTimeMax = TimeSpan.FromSeconds(60) });
        broadcast.Map("A", 5, row => row with { Sending = 4, SendingSince = broadcast.Time.GetUtcNow() - TimeSpan.FromMinutes(2) });

        broadcast.Start();

        Assert.Equal([("A", 5)], shop.Sent);
    }

    [Fact]
    public void Crash_DuringAPush_LeavesTheQuantityOnRecordAndPushesAnewAfterwards()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = (_, _) => new TaskCompletionSource<IReadOnlyList<PushResult>>().Task;
        broadcast.Map("A", 5);
        broadcast.Start();

        broadcast.Sold("A", 4);
        Assert.Equal((5, 4), (broadcast.Row("A").Acknowledged, broadcast.Row("A").Sending));
        broadcast.Crash();
        shop.Answer = null;
        broadcast.Start();

        Assert.Equal([("A", 4), ("A", 4)], shop.Sent);
        Assert.Equal((4, null), (broadcast.Row("A").Acknowledged, broadcast.Row("A").Sending));
    }

    [Fact]
    public void Stop_DuringAPush_WaitsForItsResultAndSavesIt()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = async (pushes, token) =>
        {
            await broadcast.Runtime.DelayAsync(TimeSpan.FromSeconds(3), token);
            return shop.Obey(pushes);
        };
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);

        broadcast.Stop();

        Assert.Equal((4, null), (broadcast.Row("A").Acknowledged, broadcast.Row("A").Sending));
        Assert.Equal(ChannelState.Stopped, broadcast.Status().State);
    }

    [Fact]
    public void Push_QuantityChangesWhileItIsUnderWay_OneMoreOfTheNewestFollows()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { ConcurrencyMax = 4 });
        var first = new TaskCompletionSource<IReadOnlyList<PushResult>>();
        shop.Answer = (_, _) => first.Task;
        broadcast.Map("A", 5_000);
        broadcast.Start();
        broadcast.Sold("A", 4_999);
        for (var quantity = 4_998; quantity >= 4_000; quantity--)
        {
            broadcast.Sold("A", quantity);
        }

        Assert.Single(shop.Calls);
        shop.Answer = null;
        first.SetResult([PushResult.Accepted]);

        Assert.Equal([("A", 4_999), ("A", 4_000)], shop.Sent);
        Assert.Equal(1_000, broadcast.Status().Signals);
    }

    [Fact]
    public void RuleChange_ByTheClock_LooksAtEveryListing()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Map("B", 5);
        broadcast.Publication.RuleChange = broadcast.Time.GetUtcNow() + TimeSpan.FromHours(1);
        broadcast.Start();
        broadcast.Publication.Set("A", 4);
        broadcast.Publication.Set("B", 6);

        broadcast.Advance(3_599);
        Assert.Empty(shop.Calls);

        broadcast.Advance(2);
        Assert.Equal([("A", 4), ("B", 6)], shop.Sent.Order());
    }

    [Fact]
    public void CompareInterval_ChangeWithoutASignal_IsFound()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain, options => options.CompareInterval = TimeSpan.FromMinutes(15));
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Publication.Set("A", 4);

        broadcast.Advance(901);

        Assert.Equal([("A", 4)], shop.Sent);
    }

    [Fact]
    public void Push_ChannelSubtractsItsOwnOpenOrders_TheyAreAdded()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { SubtractsOwnOpenOrders = true, QuantityMax = 20 });
        broadcast.Map("A", 10);
        broadcast.Map("B", 10);
        broadcast.Start();

        broadcast.Publication.Set("A", 6, own: 3);
        broadcast.Publication.Set("B", 19, own: 3);
        broadcast.Signals.EverythingChanged();

        Assert.Equal([("A", 9), ("B", 20)], shop.Sent.Order());
        Assert.Equal(9, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public void Push_ChannelWithoutThatHabit_GetsThePublishedQuantityAlone()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 10);
        broadcast.Start();

        broadcast.Publication.Set("A", 6, own: 3);
        broadcast.Signals.SkuSold(new("A"));

        Assert.Equal([("A", 6)], shop.Sent);
    }

    [Fact]
    public void OtherChannel_HangsOrBlocksForEver_DelaysNobody()
    {
        using var broadcast = new BroadcastUnderTest();
        var hung = broadcast.Add(BroadcastUnderTest.Plain, id: "a-hung");
        hung.Answer = (_, _) => new TaskCompletionSource<IReadOnlyList<PushResult>>().Task;
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5, channel: "a-hung");
        broadcast.Map("A", 5);
        broadcast.Start();

        broadcast.Sold("A", 4);
        broadcast.Sold("A", 3);

        Assert.Single(hung.Calls);
        Assert.Equal([("A", 4), ("A", 3)], shop.Sent);
    }

    [Fact]
    public void CompareAndSet_QuantityIsKnown_IsAlwaysTheCondition()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { CompareAndSet = true });
        broadcast.Map("A", 5);
        broadcast.Start();

        broadcast.Sold("A", 4);
        broadcast.Changed("A", 9);

        Assert.Equal([5, 4], shop.Calls.Select(call => call[0].QuantityBefore));
        Assert.Equal(9, shop.Shown["A"]);
        Assert.Equal(0, broadcast.Orders.Readings);
    }
}
