using InventorySync.Alerts;
using InventorySync.Channels;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>Rejections, poison, outages, throttles, and a store that fails.</summary>
public sealed class FailureTests
{
    [Fact]
    public void Rejected_GoesToTheDeadLettersInTheChannelsWords_AndItsBatchMatesAreAccepted()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = (pushes, _) => Task.FromResult<IReadOnlyList<PushResult>>(
            [.. pushes.Select(push => push.Sku.Value == "BAD" ? PushResult.Rejected("item 4711 was closed by moderation") : shop.Obey([push])[0])]);
        foreach (var sku in (string[])["A", "BAD", "C"])
        {
            broadcast.Map(sku, 5);
            broadcast.Publication.Set(sku, 4);
        }

        broadcast.Start();
        broadcast.Sold("BAD", 3);
        broadcast.Advance(3_600);

        Assert.Single(shop.Calls);
        Assert.Equal((4, 4), (shop.Shown["A"], shop.Shown["C"]));
        var letter = Assert.Single(Letters(broadcast));
        Assert.Equal((DeadLetterKind.Push, "BAD", "item 4711 was closed by moderation"), (letter.Kind, letter.Key, letter.Cause));
        Assert.Equal((ListingStatus.Rejected, 5, null), (broadcast.Row("BAD").Status, broadcast.Row("BAD").Acknowledged, broadcast.Row("BAD").Sending));
        Assert.Equal((1, 1), (broadcast.Status().Rejected, broadcast.Status().DeadLetters));
    }

    [Fact]
    public void Poison_FailsItsWholeBatch_IsFoundAndSetAsideAlone()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain, options => options.Retry.AttemptsMax = 3);
        shop.Answer = (pushes, _) => pushes.Any(push => push.Sku.Value == "S37")
            ? throw new HttpRequestException("500")
            : Task.FromResult(shop.Obey(pushes));
        for (var i = 0; i < 100; i++)
        {
            broadcast.Map($"S{i}", 5);
            broadcast.Publication.Set($"S{i}", 4);
        }

        broadcast.Start().Advance(600);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(i == 37 ? 5 : 4, shop.Shown[$"S{i}"]));
        Assert.InRange(shop.Calls.Count, 7, 30);

        // Alone it is blamed only for failures between which others succeed.
        for (var i = 0; i < 20; i++)
        {
            broadcast.Sold("S1", 3 - (i % 2));
            broadcast.Advance(600);
        }

        var letter = Assert.Single(Letters(broadcast));
        Assert.Equal("S37", letter.Key);
        Assert.Contains("3 times in a row", letter.Cause, StringComparison.Ordinal);
        Assert.Contains("500", letter.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void OneListing_FailsWhileItsBatchMatesSucceed_GoesToTheDeadLettersAfterItsAttempts()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain, options => options.Retry.AttemptsMax = 2);
        shop.Answer = (pushes, _) => Task.FromResult<IReadOnlyList<PushResult>>(
            [.. pushes.Select(push => push.Sku.Value == "BAD" ? PushResult.Transient("lock timeout") : shop.Obey([push])[0])]);
        broadcast.Map("A", 5);
        broadcast.Map("BAD", 5);
        broadcast.Start();
        broadcast.Publication.Set("A", 4);
        broadcast.Publication.Set("BAD", 4);
        broadcast.Signals.EverythingChanged();
        broadcast.Advance(0.1);
        Assert.Empty(Letters(broadcast));
        Assert.Equal(1, broadcast.Row("BAD").FailedAttempts);

        broadcast.Sold("A", 3);
        broadcast.Advance(60);

        Assert.Equal("BAD", Assert.Single(Letters(broadcast)).Key);
    }

    [Fact]
    public void Outage_OfTheWholeChannel_UsesUpNobodysAttempts()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain, options => options.Retry.AttemptsMax = 1);
        shop.Answer = (_, _) => throw new HttpRequestException("connection refused");
        for (var i = 0; i < 5; i++)
        {
            broadcast.Map($"S{i}", 5);
            broadcast.Publication.Set($"S{i}", 4);
        }

        broadcast.Start().Advance(24 * 3_600);
        Assert.Empty(Letters(broadcast));
        Assert.Equal(ChannelState.Broken, broadcast.Status().State);
        shop.Answer = null;
        broadcast.Advance(31);

        Assert.All(shop.Shown.Values, shown => Assert.Equal(4, shown));
        Assert.Equal(ChannelState.Running, broadcast.Status().State);
    }

    [Fact]
    public void Breaker_FailuresInARow_LeavesTheChannelAloneAndThenTriesOneCall()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { ConcurrencyMax = 4, BatchSizeMax = 1 });
        shop.Answer = (_, _) => throw new HttpRequestException("connection refused");
        for (var i = 0; i < 50; i++)
        {
            broadcast.Map($"S{i}", 5);
            broadcast.Publication.Set($"S{i}", 4);
        }

        // Four calls at once: the fifth failure opens the breaker, and what was under way with it is seen out.
        broadcast.Start();
        var calls = shop.Calls.Count;
        Assert.InRange(calls, 5, 8);
        Assert.Equal(BreakerState.Open, broadcast.Status().Breaker);
        broadcast.Advance(29);
        Assert.Equal(calls, shop.Calls.Count);

        broadcast.Advance(2);
        Assert.Equal(calls + 1, shop.Calls.Count);
        shop.Answer = null;
        broadcast.Advance(30);

        Assert.Equal(50, shop.Shown.Values.Count(shown => shown == 4));
        Assert.Equal(BreakerState.Closed, broadcast.Status().Breaker);
    }

    [Fact]
    public void Throttled_NothingIsForgottenAndTheRateFallsAndRecovers()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { CallsPerSecond = 10, CallBurst = 1, BatchSizeMax = 1 });
        var throttles = 0;
        shop.Answer = (pushes, _) => Task.FromResult<IReadOnlyList<PushResult>>(
            throttles++ < 2 ? [PushResult.Throttled(TimeSpan.FromSeconds(7))] : shop.Obey(pushes));
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);

        Assert.Equal((5, null), (broadcast.Row("A").Acknowledged, broadcast.Row("A").Sending));
        Assert.Equal(ChannelState.Throttled, broadcast.Status().State);
        Assert.Equal(5, broadcast.Status().CallsPerSecond, 0.01);
        broadcast.Advance(6.9);
        Assert.Single(shop.Calls);
        broadcast.Advance(8);

        Assert.Equal(3, shop.Calls.Count);
        Assert.Equal(4, broadcast.Row("A").Acknowledged);
        Assert.Equal(2, broadcast.Status().Throttles);
        broadcast.Advance(120);
        broadcast.Sold("A", 3);
        Assert.Equal(10, broadcast.Status().CallsPerSecond, 0.01);
    }

    [Fact]
    public void Store_CannotSaveThatAPushGoesOut_ThePushIsNotMade()
    {
        FailingStore? failing = null;
        using var broadcast = new BroadcastUnderTest(store => failing = new FailingStore(store));
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Start();
        failing!.IsFailing = true;
        broadcast.Sold("A", 4);
        broadcast.Advance(10);
        Assert.Empty(shop.Calls);
        Assert.Null(broadcast.Row("A").Sending);

        failing.IsFailing = false;
        broadcast.Advance(2);

        Assert.Equal([("A", 4)], shop.Sent);
        Assert.Equal(4, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public void Store_CannotSaveAResult_ItIsSavedLaterAndNotPushedAgain()
    {
        FailingStore? failing = null;
        using var broadcast = new BroadcastUnderTest(store => failing = new FailingStore(store));
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = (pushes, _) =>
        {
            failing!.IsFailing = true;
            return Task.FromResult(shop.Obey(pushes));
        };
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        broadcast.Advance(10);
        Assert.Equal(4, broadcast.Row("A").Sending);

        failing!.IsFailing = false;
        broadcast.Advance(2);

        Assert.Single(shop.Calls);
        Assert.Equal((4, null), (broadcast.Row("A").Acknowledged, broadcast.Row("A").Sending));
    }

    [Fact]
    public void Store_CannotSaveADeadLetter_TheListingIsRejectedOnceMoreLater()
    {
        FailingStore? failing = null;
        using var broadcast = new BroadcastUnderTest(store => failing = new FailingStore(store));
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = (_, _) =>
        {
            failing!.IsFailing = shop.Calls.Count == 1;
            return Task.FromResult<IReadOnlyList<PushResult>>([PushResult.Rejected("no")]);
        };
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        Assert.Equal(ListingStatus.Active, broadcast.Row("A").Status);

        failing!.IsFailing = false;
        broadcast.Advance(10);

        Assert.Equal(2, shop.Calls.Count);
        Assert.Equal(ListingStatus.Rejected, broadcast.Row("A").Status);
        Assert.Single(Letters(broadcast));
    }

    [Fact]
    public void Start_StoreIsDown_ListingsAreReadOnceItIsBack()
    {
        FailingStore? failing = null;
        using var broadcast = new BroadcastUnderTest(store => failing = new FailingStore(store));
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Publication.Set("A", 4);
        failing!.IsFailing = true;
        broadcast.Start().Advance(10);
        Assert.Equal(ChannelState.Starting, broadcast.Status().State);

        failing.IsFailing = false;
        broadcast.Advance(2);

        Assert.Equal([("A", 4)], shop.Sent);
    }

    private static List<DeadLetter> Letters(BroadcastUnderTest broadcast) => [.. broadcast.Store.DeadLetters.ReadAsync().ToBlockingEnumerable()];
}
