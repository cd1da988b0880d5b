using InventorySync.Channels;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>Channels that take a write and carry it out later.</summary>
public sealed class ConfirmationTests
{
    private static readonly ChannelDescriptor Later = BroadcastUnderTest.Plain with { ConfirmationTimeMax = TimeSpan.FromMinutes(10) };

    [Fact]
    public void ToConfirm_IsAskedFor_AndAcknowledgedOnceConfirmed()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ConfirmingAdapter(Later));
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);

        Assert.Equal((5, 4, shop.Last.IdempotencyKey), (broadcast.Row("A").Acknowledged, broadcast.Row("A").Sending, broadcast.Row("A").ConfirmationToken));
        Assert.Equal(1, broadcast.Status().AwaitingConfirmation);
        broadcast.Advance(100);
        Assert.InRange(shop.Asked.Count, 2, 10);
        shop.Outcomes[shop.Last.IdempotencyKey] = PushResult.Accepted;
        broadcast.Advance(31);

        Assert.Equal((4, null, null), (broadcast.Row("A").Acknowledged, broadcast.Row("A").Sending, broadcast.Row("A").ConfirmationToken));
        Assert.Single(shop.Calls);
        Assert.InRange(broadcast.Status().LagP99!.Value.TotalSeconds, 100, 140);
    }

    [Fact]
    public void ToConfirm_NotConfirmedInTime_IsPushedAgain()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ConfirmingAdapter(Later with { LateWriteTimeMax = TimeSpan.FromSeconds(60) }));
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);

        broadcast.Advance(655);
        Assert.Single(shop.Calls);
        broadcast.Advance(40);

        Assert.Equal([("A", 4), ("A", 4)], shop.Sent);
    }

    [Fact]
    public void ToConfirm_TheAnswerIsLost_WaitsUntilTheChannelCanNoLongerCarryItOut()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ConfirmingAdapter(Later with { LateWriteTimeMax = TimeSpan.FromSeconds(60) }));
        shop.Answer = (_, _) => Task.FromException<IReadOnlyList<PushResult>>(new HttpRequestException("connection reset"));
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        broadcast.Sold("A", 3);

        // The channel may have taken it, up to 60 s late, and then has 10 minutes: a newer quantity sent before could be overwritten (I8).
        broadcast.Advance(655);
        Assert.Single(shop.Calls);
        broadcast.Advance(10);

        Assert.Equal([("A", 4), ("A", 3)], shop.Sent);
    }

    [Fact]
    public void Start_SendingOnRecordWithoutAToken_WaitsUntilTheChannelCanNoLongerCarryItOut()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ConfirmingAdapter(Later));
        broadcast.Map("A", 5, row => row with { Sending = 4, SendingSince = broadcast.Time.GetUtcNow() });

        broadcast.Start().Advance(595);
        Assert.Empty(shop.Calls);
        broadcast.Advance(10);

        Assert.Equal([("A", 5)], shop.Sent);
    }

    [Fact]
    public void ToConfirm_QuantityChangesMeanwhile_TheNewerOneWaits()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ConfirmingAdapter(Later));
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);

        broadcast.Sold("A", 0);
        broadcast.Advance(60);
        Assert.Single(shop.Calls);

        shop.Outcomes[shop.Last.IdempotencyKey] = PushResult.Accepted;
        broadcast.Advance(31);
        Assert.Equal([("A", 4), ("A", 0)], shop.Sent);
    }

    [Fact]
    public void ToConfirm_TurnsOutRejected_GoesToTheDeadLetters()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ConfirmingAdapter(Later));
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        shop.Outcomes[shop.Last.IdempotencyKey] = PushResult.Rejected("error 8541");

        broadcast.Advance(31);

        Assert.Equal(ListingStatus.Rejected, broadcast.Row("A").Status);
        Assert.Equal("error 8541", broadcast.Store.DeadLetters.ReadAsync().ToBlockingEnumerable().Single().Cause);
    }

    [Fact]
    public void ToConfirm_RestartInBetween_IsAskedForAndNotPushedAgain()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ConfirmingAdapter(Later));
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        shop.Outcomes[shop.Last.IdempotencyKey] = PushResult.Accepted;
        broadcast.Crash();

        broadcast.Start().Advance(31);

        Assert.Single(shop.Calls);
        Assert.Equal(4, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public void ToConfirm_OneTokenForTheWholeFeed_IsAskedForOnce()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ConfirmingAdapter(Later));
        shop.Answer = (pushes, _) => Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.ToConfirm("feed-1"))]);
        broadcast.Map("A", 5);
        broadcast.Map("B", 5);
        broadcast.Publication.Set("A", 4);
        broadcast.Publication.Set("B", 4);
        broadcast.Start();
        shop.Outcomes["feed-1"] = PushResult.Accepted;

        broadcast.Advance(31);

        Assert.Equal(["feed-1"], Assert.Single(shop.Asked));
        Assert.Equal((4, 4), (broadcast.Row("A").Acknowledged, broadcast.Row("B").Acknowledged));
    }

    [Fact]
    public void ToConfirm_NobodyCanBeAsked_IsTakenAtItsWordWhenItsTimeIsOver()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Later);
        shop.Answer = (pushes, _) => Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.ToConfirm("t"))]);
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);

        broadcast.Advance(599);
        Assert.Equal(5, broadcast.Row("A").Acknowledged);
        broadcast.Advance(2);

        Assert.Equal(4, broadcast.Row("A").Acknowledged);
        Assert.Single(shop.Calls);
    }
}
