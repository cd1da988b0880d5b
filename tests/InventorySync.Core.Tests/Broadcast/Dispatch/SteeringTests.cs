using InventorySync.Channels;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>Pausing, resyncing, batches, lanes, and the status.</summary>
public sealed class SteeringTests
{
    [Fact]
    public async Task Pause_ChangesAreNoted_AndSentOnceResumed()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Start();

        await broadcast.Broadcast.PauseAsync(BroadcastUnderTest.Shop);
        broadcast.Sold("A", 4);
        broadcast.Sold("A", 3);
        broadcast.Advance(3_600);
        Assert.Empty(shop.Calls);
        Assert.Equal((ChannelState.Paused, 1, 2L), (broadcast.Status().State, broadcast.Status().Stale, broadcast.Status().UnitsAtRisk));

        await broadcast.Broadcast.ResumeAsync(BroadcastUnderTest.Shop);
        Assert.Equal([("A", 3)], shop.Sent);
        Assert.Equal((ChannelState.Running, 0, 0L), (broadcast.Status().State, broadcast.Status().Stale, broadcast.Status().UnitsAtRisk));
    }

    [Fact]
    public async Task Pause_RestartInBetween_StaysPaused()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Start();
        await broadcast.Broadcast.PauseAsync(BroadcastUnderTest.Shop);
        broadcast.Crash();
        broadcast.Publication.Set("A", 4);
        broadcast.Start().Advance(60);
        Assert.Empty(shop.Calls);

        await broadcast.Broadcast.ResumeAsync(BroadcastUnderTest.Shop);

        Assert.Equal([("A", 4)], shop.Sent);
    }

    [Fact]
    public async Task Pause_BeforeTheStart_Counts()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Publication.Set("A", 4);
        Assert.Equal(ChannelState.Stopped, broadcast.Status().State);

        await broadcast.Broadcast.PauseAsync(BroadcastUnderTest.Shop);
        broadcast.Start();

        Assert.Empty(shop.Calls);
    }

    [Fact]
    public async Task ResyncChanged_ComparesAllAndSendsWhatDiffers()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Map("B", 5);
        broadcast.Start();
        broadcast.Publication.Set("A", 4);

        await broadcast.Broadcast.ResyncAsync(BroadcastUnderTest.Shop, ResyncScope.Changed);
        broadcast.Advance(2);

        Assert.Equal([("A", 4)], shop.Sent);
        var run = (await broadcast.Broadcast.ReadRunsAsync(BroadcastUnderTest.Shop, 10)).Single(run => run.Kind == SyncRunKind.Resync);
        Assert.Equal((1, 1), (run.Sent, run.Accepted));
    }

    [Fact]
    public async Task ResyncFull_WritesEveryListingAnew_ButNotHeldOnes()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { BatchSizeMax = 2 });
        broadcast.Map("A", 5);
        broadcast.Map("B", 0);
        broadcast.Map("C", 7);
        broadcast.Map("H", 5, row => row with { Status = ListingStatus.Held });
        broadcast.Start();

        await broadcast.Broadcast.ResyncAsync(BroadcastUnderTest.Shop, ResyncScope.Full);
        broadcast.Advance(3_600);

        Assert.Equal([("A", 5), ("B", 0), ("C", 7)], shop.Sent.Order());
        Assert.Equal(3, (await broadcast.Broadcast.ReadRunsAsync(BroadcastUnderTest.Shop, 10)).Single(run => run.Kind == SyncRunKind.Resync).Accepted);
    }

    [Fact]
    public async Task ResyncFull_CrashInBetween_GoesOnAfterwards()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { BatchSizeMax = 1, CallsPerSecond = 1, CallBurst = 1 });
        for (var i = 0; i < 20; i++)
        {
            broadcast.Map($"S{i}", 5);
        }

        broadcast.Start();
        await broadcast.Broadcast.ResyncAsync(BroadcastUnderTest.Shop, ResyncScope.Full);
        broadcast.Advance(5.5);
        Assert.InRange(shop.Calls.Count, 5, 7);
        broadcast.Crash();

        broadcast.Start().Advance(60);

        Assert.Equal(20, shop.Sent.Distinct().Count());
    }

    [Fact]
    public async Task ResyncFull_ReadableCompareAndSetChannel_IsReadAnewInstead()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ReadableAdapter(BroadcastUnderTest.Plain with { CompareAndSet = true }));
        broadcast.Map("A", 5);
        broadcast.Map("B", 5);
        broadcast.Start();
        shop.Shown["B"] = 50;

        await broadcast.Broadcast.ResyncAsync(BroadcastUnderTest.Shop, ResyncScope.Full);
        broadcast.Advance(5);

        Assert.Equal([("B", 5)], shop.Sent);
        Assert.Equal(2, shop.Reads.Sum(read => read.Count));
    }

    [Fact]
    public async Task Resync_NoScope_IsRefused()
    {
        using var broadcast = new BroadcastUnderTest();
        broadcast.Add(BroadcastUnderTest.Plain);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => broadcast.Broadcast.ResyncAsync(BroadcastUnderTest.Shop, ResyncScope.None));
    }

    [Fact]
    public async Task AnyMethod_UnknownChannel_IsRefusedByName()
    {
        using var broadcast = new BroadcastUnderTest();
        broadcast.Add(BroadcastUnderTest.Plain);

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => broadcast.Broadcast.PauseAsync(new ChannelId("nowhere")));

        Assert.Contains("'nowhere'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("shop", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batched_ChangesAreCollectedAndSentEverySoOften()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain, options => options.BatchInterval = TimeSpan.FromMinutes(10));
        broadcast.Map("A", 5);
        broadcast.Map("B", 5);
        broadcast.Publication.Set("B", 6);

        // What the scan finds is the first batch; then every ten minutes.
        broadcast.Start();
        Assert.Equal([("B", 6)], shop.Sent);
        broadcast.Advance(61);
        broadcast.Sold("A", 4);
        broadcast.Advance(300);
        broadcast.Sold("A", 3);
        broadcast.Sold("B", 5);
        broadcast.Advance(238);
        Assert.Single(shop.Calls);

        broadcast.Advance(2);
        Assert.Equal(2, shop.Calls.Count);
        Assert.Equal([("A", 3), ("B", 5)], shop.Sent.Skip(1).Order());

        // However long nothing changes, the next change waits for its tick.
        broadcast.Advance(6_100);
        broadcast.Sold("A", 2);
        Assert.Equal(2, shop.Calls.Count);
        broadcast.Advance(600);
        Assert.Equal(3, shop.Calls.Count);
    }

    [Fact]
    public void Batched_FailedListing_IsRepeatedWithoutWaitingForTheNextBatch()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain, options => options.BatchInterval = TimeSpan.FromHours(1));
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        shop.Answer = (_, _) => throw new IOException("no");
        broadcast.Advance(3_601);
        Assert.NotEmpty(shop.Calls);
        shop.Answer = null;

        broadcast.Advance(10);

        Assert.Equal(4, shop.Shown["A"]);
    }

    [Fact]
    public void Order_MostDangerousFirst_DropsNearestZeroBeforeRises()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { BatchSizeMax = 1, CallsPerSecond = 1, CallBurst = 1 });
        foreach (var sku in (string[])["FIRST", "RISE", "DROP-20", "DROP-1", "DROP-0"])
        {
            broadcast.Map(sku, 50);
        }

        broadcast.Start();
        broadcast.Sold("FIRST", 40);
        broadcast.Changed("RISE", 60);
        broadcast.Sold("DROP-20", 20);
        broadcast.Sold("DROP-1", 1);
        broadcast.Sold("DROP-0", 0);
        broadcast.Advance(10);

        Assert.Equal(["FIRST", "DROP-0", "DROP-1", "DROP-20", "RISE"], shop.Sent.Select(sent => sent.Sku));
    }

    [Fact]
    public void Order_SameQuantity_FastestSellingFirst()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { BatchSizeMax = 1, CallsPerSecond = 1, CallBurst = 1 });
        broadcast.Map("FIRST", 50);
        broadcast.Map("SLOW", 11);
        broadcast.Map("FAST", 50);
        broadcast.Start();
        broadcast.Sold("FIRST", 40);
        broadcast.Sold("SLOW", 10);
        broadcast.Sold("FAST", 30);
        broadcast.Sold("FAST", 10);

        broadcast.Advance(10);

        Assert.Equal(["FIRST", "FAST", "SLOW"], shop.Sent.Select(sent => sent.Sku));
    }

    [Fact]
    public async Task BulkWork_WhileUrgentWorkNeverEnds_GetsItsShareAndNoMore()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(
            BroadcastUnderTest.Plain with { BatchSizeMax = 1, CallsPerSecond = 10, CallBurst = 1 }, options => options.BulkShare = 0.2);
        for (var i = 0; i < 100; i++)
        {
            broadcast.Map($"HOT{i:00}", 90_000);
            broadcast.Map($"BULK{i:00}", 5);
        }

        broadcast.Start();
        await broadcast.Broadcast.ResyncAsync(BroadcastUnderTest.Shop, ResyncScope.Full);
        var quantity = 90_000;
        for (var tick = 0; tick < 200; tick++)
        {
            for (var i = 0; i < 100; i++)
            {
                broadcast.Sold($"HOT{i:00}", quantity - 1);
            }

            quantity--;
            broadcast.Advance(0.1);
        }

        var bulk = shop.Sent.Count(sent => sent.Sku.StartsWith("BULK", StringComparison.Ordinal));
        Assert.InRange(bulk, shop.Calls.Count * 0.18, shop.Calls.Count * 0.22);
    }

    [Fact]
    public async Task BulkWork_UrgentDropComes_GoesBeforeIt()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain with { BatchSizeMax = 1, CallsPerSecond = 1, CallBurst = 1 });
        for (var i = 0; i < 1_000; i++)
        {
            broadcast.Map($"S{i:000}", 5);
        }

        broadcast.Start();
        await broadcast.Broadcast.ResyncAsync(BroadcastUnderTest.Shop, ResyncScope.Full);
        broadcast.Advance(10);
        var before = shop.Calls.Count;

        broadcast.Sold("S999", 0);
        broadcast.Advance(2);

        Assert.Contains(("S999", 0), shop.Sent.Skip(before).Take(2));
    }

    [Fact]
    public async Task SyncLog_KeepsEachPushWithItsCountsAndCause()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = async (pushes, token) =>
        {
            await broadcast.Runtime.DelayAsync(TimeSpan.FromSeconds(2), token);
            return [.. pushes.Select(push => push.Sku.Value == "BAD" ? PushResult.Rejected("closed") : shop.Obey([push])[0])];
        };
        broadcast.Map("A", 5);
        broadcast.Map("BAD", 5);
        broadcast.Publication.Set("A", 4);
        broadcast.Publication.Set("BAD", 4);
        var startedAt = broadcast.Time.GetUtcNow();

        broadcast.Start().Advance(5);

        var run = Assert.Single(await broadcast.Broadcast.ReadRunsAsync(null, 10));
        Assert.Equal((SyncRunKind.Push, startedAt, TimeSpan.FromSeconds(2)), (run.Kind, run.StartedAt, run.Duration));
        Assert.Equal((2, 1, 1, 0, "closed"), (run.Sent, run.Accepted, run.Rejected, run.Failed, run.Cause));
    }

    [Fact]
    public void Status_AfterAFewChanges_TellsThem()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = async (pushes, token) =>
        {
            await broadcast.Runtime.DelayAsync(TimeSpan.FromSeconds(2), token);
            return shop.Obey(pushes);
        };
        broadcast.Map("A", 5);
        broadcast.Map("H", 5, row => row with { Status = ListingStatus.Held });
        broadcast.Start();
        broadcast.Sold("A", 4);
        broadcast.Sold("A", 3);
        broadcast.Sold("A", 2);
        Assert.Equal((1, 1, 3L), (broadcast.Status().InFlight, broadcast.Status().Stale, broadcast.Status().UnitsAtRisk));

        broadcast.Advance(10);

        var status = broadcast.Status();
        Assert.Equal((2, 1, 0, 0), (status.Listings, status.Held, status.Stale, status.InFlight));
        Assert.Equal((3, 2, 2, 2), (status.Signals, status.Pushes, status.ListingsSent, status.Accepted));

        // The second push covers the second and the third sale: its lag counts from the second.
        Assert.Equal(2, status.LagP50!.Value.TotalSeconds, 0.2);
        Assert.Equal(4, status.LagP99!.Value.TotalSeconds, 0.3);
    }
}
