namespace InventorySync.Broadcast.Dispatch;

/// <summary>An application whose start failed disposes of dispatchers that nobody stopped.</summary>
public sealed class DisposalTests
{
    [Fact]
    public void Dispose_WithoutAStop_EndsTheLoopAndMakesNoMoreCalls()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Start();

        broadcast.Loop.Dispose();
        broadcast.Loop.Dispose();
        broadcast.Sold("A", 3);
        broadcast.Advance(3_600);

        Assert.Equal(ChannelState.Stopped, broadcast.Status().State);
        Assert.Empty(shop.Calls);
    }
}
