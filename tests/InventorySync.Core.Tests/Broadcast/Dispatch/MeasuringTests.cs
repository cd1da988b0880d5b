using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>What the dispatcher measures, and quantities that change without a signal.</summary>
public sealed class MeasuringTests
{
    [Fact]
    public void Review_QuantityThatChangesByItself_IsSentWithoutASignal()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 4);
        broadcast.Map("B", 4);
        var reviewed = broadcast.Time.GetUtcNow().AddSeconds(60);
        broadcast.Publication.ReviewAt = sku => sku == new Sku("A") && broadcast.Time.GetUtcNow() < reviewed ? reviewed : null;
        broadcast.Start();
        broadcast.Publication.Set("A", 6);
        broadcast.Publication.Set("B", 6);
        broadcast.Advance(59);
        Assert.Empty(shop.Sent);
        var reads = broadcast.Publication.Reads;
        broadcast.Advance(3_600);
        Assert.Equal([("A", 6)], shop.Sent);
        Assert.InRange(broadcast.Publication.Reads - reads, 1, 4);
    }

    // A policy that always wants to be asked again must not make the dispatcher spin.
    [Fact]
    public void Review_AskedForAtOnce_IsNotMoreOftenThanEveryFiveSeconds()
    {
        using var broadcast = new BroadcastUnderTest();
        broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 4);
        broadcast.Publication.ReviewAt = _ => broadcast.Time.GetUtcNow();
        broadcast.Start();
        var reads = broadcast.Publication.Reads;
        broadcast.Advance(60);
        Assert.InRange(broadcast.Publication.Reads - reads, 11, 13);
    }

    [Fact]
    public void Delays_AcknowledgedPushes_TeachTheLagFromTheSignalOn()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 400);
        shop.Answer = async (pushes, cancellationToken) =>
        {
            await broadcast.Runtime.DelayAsync(TimeSpan.FromSeconds(3), cancellationToken);
            return shop.Obey(pushes);
        };
        broadcast.Start();
        for (var i = 399; i > 99; i--)
        {
            broadcast.Sold("A", i);
            broadcast.Advance(20);
        }

        var push = broadcast.Delays.Of(BroadcastUnderTest.Shop, broadcast.Time.GetUtcNow()).Push;
        Assert.InRange(push.Quantile(0.5).TotalSeconds, 3, 3.2);
        Assert.InRange(push.Mean.TotalSeconds, 3, 4);
    }

    [Fact]
    public void Delays_ChannelThatFallsSilent_AgeUntilItAnswers()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 9);
        broadcast.Start();
        broadcast.Sold("A", 8);
        broadcast.Advance(10);
        Assert.Equal(TimeSpan.Zero, Unanswered(broadcast));
        shop.Answer = (pushes, _) => Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.Transient("it is down"))]);
        broadcast.Sold("A", 7);
        broadcast.Advance(600);
        Assert.InRange(Unanswered(broadcast).TotalSeconds, 595, 601);
        Assert.True(broadcast.Delays.Of(BroadcastUnderTest.Shop, broadcast.Time.GetUtcNow()).IsOutage);
        shop.Answer = null;
        broadcast.Advance(3_600);
        Assert.Equal(7, shop.Shown["A"]);
        Assert.Equal(TimeSpan.Zero, Unanswered(broadcast));
    }

    [Fact]
    public void Delays_PausedChannel_AgesNot()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 9);
        broadcast.Start();
        shop.Answer = (pushes, _) => Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.Transient("it is down"))]);
        broadcast.Sold("A", 7);
        broadcast.Advance(60);
        broadcast.Time.Run(() => broadcast.Broadcast.PauseAsync(BroadcastUnderTest.Shop));
        broadcast.Advance(600);
        Assert.Equal(TimeSpan.Zero, Unanswered(broadcast));
    }

    private static TimeSpan Unanswered(BroadcastUnderTest broadcast) =>
        broadcast.Delays.Of(BroadcastUnderTest.Shop, broadcast.Time.GetUtcNow()).UnansweredFor;
}
