using InventorySync.Channels;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>Pushes of which nobody knows what they did, conflicts, and channels that move their own quantity.</summary>
public sealed class UnknownOutcomeTests
{
    private static readonly ChannelDescriptor Selling = BroadcastUnderTest.Plain with { LowersOnSale = true };

    private static readonly ChannelDescriptor Comparing = Selling with { CompareAndSet = true };

    [Fact]
    public void Push_NoAnswerInTime_IsRepeatedAfterTheLateWriteTime()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { PushTimeMax = TimeSpan.FromSeconds(30), LateWriteTimeMax = TimeSpan.FromSeconds(100) });
        shop.Answer = async (_, token) =>
        {
            await broadcast.Runtime.DelayAsync(TimeSpan.FromHours(1), token);
            return [];
        };
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);

        broadcast.Advance(29);
        Assert.Equal(1, broadcast.Status().InFlight);
        broadcast.Advance(2);
        Assert.Equal((null, 4), (broadcast.Row("A").Acknowledged, broadcast.Row("A").Sending));
        shop.Answer = null;
        broadcast.Sold("A", 3);

        // 30 s for the answer and 100 s for a late write: not before, whatever is signalled meanwhile.
        broadcast.Advance(98);
        Assert.Single(shop.Calls);
        broadcast.Advance(2);
        Assert.Equal([("A", 4), ("A", 3)], shop.Sent);
        Assert.Equal((3, null), (broadcast.Row("A").Acknowledged, broadcast.Row("A").Sending));
    }

    [Fact]
    public void Push_AdapterIgnoresItsToken_TheChannelGoesOnWithoutIt()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = (_, _) => new TaskCompletionSource<IReadOnlyList<PushResult>>().Task;
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        shop.Answer = null;

        broadcast.Advance(60);

        Assert.Equal([("A", 4), ("A", 4)], shop.Sent);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("throws at once")]
    [InlineData("transient")]
    [InlineData("too few results")]
    public void Push_FailsWhole_IsRepeatedAfterABackOff(string how)
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = (_, _) => how switch
        {
            "throws" => Task.FromException<IReadOnlyList<PushResult>>(new HttpRequestException("connection reset")),
            "throws at once" => throw new InvalidOperationException("a slip"),
            "transient" => Task.FromResult<IReadOnlyList<PushResult>>([PushResult.Transient("busy")]),
            _ => Task.FromResult<IReadOnlyList<PushResult>>([]),
        };
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);

        Assert.Null(broadcast.Row("A").Acknowledged);
        Assert.NotNull(broadcast.Status().LastFault);
        shop.Answer = null;
        broadcast.Advance(0.4);
        Assert.Single(shop.Calls);
        broadcast.Advance(2);

        Assert.Equal([("A", 4), ("A", 4)], shop.Sent);
        Assert.Equal(4, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public void Push_OutcomeUnknown_IsRepeatedEvenIfTheOldQuantityIsDueAgain()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = (pushes, _) =>
        {
            shop.Obey(pushes);
            throw new IOException("the answer was lost");
        };
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        shop.Answer = null;

        broadcast.Changed("A", 5);
        broadcast.Advance(10);

        Assert.Equal(5, shop.Shown["A"]);
        Assert.Equal(5, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public void Conflict_OrdersAreReadFirst_ThenTheQuantityIsReckonedAnew()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Comparing);
        broadcast.Map("A", 10);
        broadcast.Orders.Answer = () =>
        {
            // What the channel sold is found: 2 units, beside the one that the till sold.
            broadcast.OwnOrder("A", 7);
            return Task.FromResult(true);
        };
        broadcast.Start();
        shop.Sell("A", 2);

        broadcast.Sold("A", 9);

        Assert.Equal(1, broadcast.Orders.Readings);
        Assert.Equal([("A", 9), ("A", 7)], shop.Sent);
        Assert.Equal(8, shop.Last.QuantityBefore);
        Assert.Equal(7, shop.Shown["A"]);
        Assert.Equal(1, broadcast.Status().Conflicts);
    }

    [Fact]
    public void Conflict_ChannelShowsWhatItShould_NothingMoreIsSent()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Comparing);
        broadcast.Map("A", 10);
        broadcast.Start();
        shop.Shown["A"] = 9;

        broadcast.Sold("A", 9);
        broadcast.Advance(3_600);

        Assert.Single(shop.Calls);
        Assert.Equal(9, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public void Conflict_OrdersCannotBeRead_LowersButDoesNotRaise()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Comparing);
        broadcast.Map("LOWER", 10);
        broadcast.Map("RAISE", 10);
        broadcast.Orders.Answer = () => Task.FromResult(false);
        broadcast.Start();
        shop.Shown["LOWER"] = 8;
        shop.Shown["RAISE"] = 2;

        broadcast.Sold("LOWER", 5);
        broadcast.Sold("RAISE", 5);
        broadcast.Advance(60);
        Assert.Equal((5, 2), (shop.Shown["LOWER"], shop.Shown["RAISE"]));

        broadcast.Orders.Answer = () => Task.FromResult(true);
        broadcast.Advance(600);
        Assert.Equal(5, shop.Shown["RAISE"]);
    }

    [Fact]
    public void Conflict_OverAndOver_IsPutOff()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Comparing);
        shop.Answer = (pushes, _) => Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.Conflict(77))]);
        broadcast.Map("A", 10);
        broadcast.Start();

        broadcast.Sold("A", 9);
        broadcast.Advance(60);

        Assert.InRange(shop.Calls.Count, 4, 15);
    }

    [Fact]
    public void CompareAndSet_UnknownAndReadable_IsReadFirst()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ReadableAdapter(Comparing));
        broadcast.Map("A", null);
        shop.Shown["A"] = 3;
        broadcast.Publication.Set("A", 8);

        broadcast.Start();

        Assert.Equal(["A"], Assert.Single(shop.Reads));
        Assert.Equal((8, 3L), (shop.Last.Quantity, shop.Last.QuantityBefore));
        Assert.Equal(8, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public void CompareAndSet_UnknownAndReadAsItShouldBe_NothingIsWritten()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ReadableAdapter(Comparing));
        broadcast.Map("A", 10);
        broadcast.Start();
        shop.Sell("A", 1);

        broadcast.OwnOrder("A", 9);
        broadcast.Advance(60);

        Assert.Single(shop.Reads);
        Assert.Empty(shop.Calls);
        Assert.Equal(9, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public void CompareAndSet_UnknownAndNotReadable_IsWrittenWithoutACondition()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Comparing);
        broadcast.Map("A", null);
        shop.Shown["A"] = 3;
        broadcast.Publication.Set("A", 8);

        broadcast.Start();

        Assert.Null(shop.Last.QuantityBefore);
        Assert.Equal(1, broadcast.Orders.Readings);
        Assert.Equal(8, shop.Shown["A"]);
    }

    [Fact]
    public void CompareAndSet_OwnOrderWithoutReading_TheConflictTellsTheTruth()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Comparing);
        broadcast.Map("A", 10);
        broadcast.Start();
        shop.Sell("A", 1);

        broadcast.OwnOrder("A", 9);

        Assert.Equal(10, shop.Calls[0][0].QuantityBefore);
        Assert.Equal(9, shop.Shown["A"]);
        Assert.Equal(9, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public void CompareAndSet_ReadFailsOrListingIsUnknownThere_IsTriedAgainOrWritten()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ReadableAdapter(Comparing));
        shop.AnswerRead = _ => throw new IOException("no");
        broadcast.Map("A", null);
        broadcast.Publication.Set("A", 8);
        broadcast.Start();
        Assert.Empty(shop.Calls);

        shop.AnswerRead = null;
        broadcast.Advance(10);

        Assert.Equal(2, shop.Reads.Count);
        Assert.Null(shop.Last.QuantityBefore);
        Assert.Equal(8, shop.Shown["A"]);
    }

    [Fact]
    public void Raise_WithoutCompareAndSet_WaitsForTheOrders()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Selling);
        var reading = new TaskCompletionSource<bool>();
        broadcast.Orders.Answer = () => reading.Task;
        broadcast.Map("RAISE", 5);
        broadcast.Map("LOWER", 5);
        broadcast.Start();

        broadcast.Changed("RAISE", 8);
        broadcast.Sold("LOWER", 4);
        Assert.Equal([("LOWER", 4)], shop.Sent);

        broadcast.OwnOrder("RAISE", 7);
        reading.SetResult(true);

        Assert.Equal([("LOWER", 4), ("RAISE", 7)], shop.Sent);
    }

    [Fact]
    public void Raise_OrdersCannotBeRead_WaitsWhileDropsGoOut()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Selling);
        broadcast.Orders.Answer = () => throw new IOException("no orders today");
        broadcast.Map("RAISE", 5);
        broadcast.Map("LOWER", 5);
        broadcast.Map("UNKNOWN", null);
        broadcast.Map("GONE", null);
        broadcast.Publication.Set("UNKNOWN", 3);
        broadcast.Start();
        broadcast.Changed("RAISE", 8);
        broadcast.Sold("LOWER", 4);
        broadcast.Advance(120);

        Assert.Equal([("GONE", 0), ("LOWER", 4)], shop.Sent.Order());
        Assert.InRange(broadcast.Orders.Readings, 3, 12);

        broadcast.Orders.Answer = () => Task.FromResult(true);
        broadcast.Advance(600);
        Assert.Equal([("RAISE", 8), ("UNKNOWN", 3)], shop.Sent.Skip(2).Order());
    }

    [Fact]
    public void Raise_ManyAtOnce_OneReadingCountsForAll()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Selling with { BatchSizeMax = 10 });
        for (var i = 0; i < 50; i++)
        {
            broadcast.Map($"S{i}", 5);
            broadcast.Publication.Set($"S{i}", 6);
        }

        broadcast.Start();

        Assert.Equal(50, shop.Sent.Count());
        Assert.Equal(1, broadcast.Orders.Readings);
    }

    [Fact]
    public void OwnOrder_ChannelLowersItself_DesiredIsPushedInAnyCase()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Selling);
        broadcast.Map("A", 10);
        broadcast.Start();
        shop.Sell("A", 1);

        // One unit came in while the channel sold one: it shows 9 and should show 10.
        broadcast.OwnOrder("A", 10);

        Assert.Equal([("A", 10)], shop.Sent);
        Assert.Equal(1, broadcast.Orders.Readings);
    }

    [Fact]
    public void OwnOrder_ChannelLeavesItsQuantityAlone_NothingIsSentIfItIsAsTold()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 10);
        broadcast.Start();

        broadcast.OwnOrder("A", 10);
        Assert.Empty(shop.Calls);

        broadcast.OwnOrder("A", 9);
        Assert.Equal([("A", 9)], shop.Sent);
    }

    [Fact]
    public void OwnOrder_ChannelRestoresOnCancellation_DesiredIsPushed()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { RestoresOnCancellation = true });
        broadcast.Map("A", 10);
        broadcast.Start();
        shop.Shown["A"] = 12;

        broadcast.OwnOrder("A", 10);

        Assert.Equal([("A", 10)], shop.Sent);
    }

    [Fact]
    public void OwnOrder_WhileAPushIsUnderWay_IsFollowedByAnother()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Selling);
        var first = new TaskCompletionSource<IReadOnlyList<PushResult>>();
        shop.Answer = (_, _) => first.Task;
        broadcast.Map("A", 10);
        broadcast.Start();
        broadcast.Sold("A", 9);
        shop.Answer = null;

        // The write landed first, then the channel sold one, which makes 8; a return brings what it should show back to 9.
        shop.Shown["A"] = 8;
        broadcast.OwnOrder("A", 9);
        first.SetResult([PushResult.Accepted]);

        Assert.Equal([("A", 9), ("A", 9)], shop.Sent);
        Assert.Equal(9, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public void OwnOrder_CommittedJustBeforeACrash_IsFoundInTheLedger()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(Selling);
        broadcast.Map("A", 10);
        broadcast.Map("B", 10);
        broadcast.Start();
        broadcast.Crash();

        // The order's commit is durable, and its signal died with the process. Since then one unit came in.
        shop.Sell("A", 1);
        OrderLedger.Record(broadcast, "A", 1);
        broadcast.Start();

        Assert.Equal([("A", 10)], shop.Sent);
    }

    [Fact]
    public void Delta_Unknown_IsReadBeforeTheDifferenceIsWritten()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ReadableAdapter(Selling with { WriteMode = WriteMode.Delta }));
        broadcast.Map("A", null);
        shop.Shown["A"] = 3;
        broadcast.Publication.Set("A", 8);

        broadcast.Start();

        Assert.Single(shop.Reads);
        Assert.Equal(3, shop.Last.QuantityBefore);
        Assert.Equal(8, shop.Shown["A"]);
    }

    [Fact]
    public void Delta_AnswerLost_IsReadAgainRatherThanAddedTwice()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ReadableAdapter(Selling with { WriteMode = WriteMode.Delta }));
        broadcast.Map("A", 10);
        broadcast.Start();
        shop.Answer = (pushes, _) =>
        {
            shop.Obey(pushes);
            throw new IOException("the answer was lost");
        };
        broadcast.Sold("A", 7);
        shop.Answer = null;

        broadcast.Advance(60);

        Assert.Equal(7, shop.Shown["A"]);
        Assert.Single(shop.Reads);
        Assert.Single(shop.Calls);
    }

    [Fact]
    public void Delta_ChannelDoesNotKnowTheListing_GoesToTheDeadLetters()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ReadableAdapter(Selling with { WriteMode = WriteMode.Delta }));
        broadcast.Map("A", null);

        broadcast.Start();

        Assert.Empty(shop.Calls);
        Assert.Equal(ListingStatus.Rejected, broadcast.Row("A").Status);
    }
}
