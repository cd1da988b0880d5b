namespace InventorySync.Storage.EfCore.Stores;

public sealed class WriteGateTests
{
    private readonly WriteGate _gate = new();

    [Fact]
    public async Task Enter_Taken_WaitsInTheOrderOfAsking()
    {
        var first = await _gate.EnterAsync(CancellationToken.None);
        var second = _gate.EnterAsync(CancellationToken.None).AsTask();
        var third = _gate.EnterAsync(CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);

        first.Dispose();
        var pass = await second;
        Assert.False(third.IsCompleted);

        pass.Dispose();
        (await third).Dispose();
        Assert.True(_gate.TryEnter(out _));
    }

    [Fact]
    public async Task Enter_CancelledWhileWaiting_LeavesTheGateToTheNext()
    {
        using var cancellation = new CancellationTokenSource();
        var first = await _gate.EnterAsync(CancellationToken.None);
        var cancelled = _gate.EnterAsync(cancellation.Token).AsTask();
        var next = _gate.EnterAsync(CancellationToken.None).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        first.Dispose();

        (await next).Dispose();
        Assert.True(_gate.TryEnter(out _));
    }

    [Fact]
    public async Task TryEnter_Taken_SaysSo()
    {
        var pass = await _gate.EnterAsync(CancellationToken.None);

        Assert.False(_gate.TryEnter(out _));
        pass.Dispose();
        Assert.True(_gate.TryEnter(out _));
    }

    [Fact]
    public async Task Enter_ManyTasks_LetsOneInAtATime()
    {
        var inside = 0;
        var entered = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                using (await _gate.EnterAsync(CancellationToken.None))
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    entered++;
                    Interlocked.Decrement(ref inside);
                }
            }
        })));

        Assert.Equal(16 * 200, entered);
    }
}
