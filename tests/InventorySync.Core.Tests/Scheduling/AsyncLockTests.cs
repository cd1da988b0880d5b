using InventorySync.Testing;

namespace InventorySync.Scheduling;

public sealed class AsyncLockTests
{
    private readonly AsyncLock _lock = new(new LoopRuntime(new VirtualTimeProvider(), new Random(1), inlineContinuations: true));

    [Fact]
    public async Task EnterAsync_SeveralCallers_TakeTurnsInOrder()
    {
        List<int> turns = [];
        var first = await _lock.EnterAsync(default);
        var others = new[] { TakeTurnAsync(1), TakeTurnAsync(2), TakeTurnAsync(3) };
        Assert.Empty(turns);

        first.Dispose();
        await Task.WhenAll(others);

        Assert.Equal([1, 2, 3], turns);

        async Task TakeTurnAsync(int number)
        {
            using var turn = await _lock.EnterAsync(default);
            turns.Add(number);
        }
    }

    [Fact]
    public async Task EnterAsync_WaiterGivesUp_IsPassedOver()
    {
        using var cancellation = new CancellationTokenSource();
        var first = await _lock.EnterAsync(default);
        var second = _lock.EnterAsync(cancellation.Token).AsTask();
        var third = _lock.EnterAsync(default).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(third.IsCompleted);
        first.Dispose();

        (await third).Dispose();
        (await _lock.EnterAsync(default)).Dispose();
    }
}
