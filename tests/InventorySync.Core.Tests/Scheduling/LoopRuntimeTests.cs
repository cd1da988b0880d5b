using InventorySync.Scheduling;
using InventorySync.Testing;

namespace InventorySync.Tests.Scheduling;

public sealed class LoopRuntimeTests
{
    private readonly VirtualTimeProvider _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void DelayAsync_InlineAndItsTimeComes_GoesOnOnThisThread(int days)
    {
        var delay = Runtime().DelayAsync(TimeSpan.FromDays(days), CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(days) - TimeSpan.FromMilliseconds(1));
        Assert.False(delay.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(delay.IsCompletedSuccessfully);
    }

    [Fact]
    public void DelayAsync_InlineAndCancelled_GoesOnOnTheThreadThatCancels()
    {
        using var cancellation = new CancellationTokenSource();
        var goesOnOn = 0;
        async Task Work()
        {
            try
            {
                await Runtime().DelayAsync(Timeout.InfiniteTimeSpan, cancellation.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                goesOnOn = Environment.CurrentManagedThreadId;
            }
        }

        // Within Run there is no synchronisation context of the test runner, which would take what awaits to the pool.
        _time.Run(() =>
        {
            var work = Work();
            cancellation.Cancel();
            Assert.True(work.IsCompletedSuccessfully);
            return work;
        });
        Assert.Equal(Environment.CurrentManagedThreadId, goesOnOn);
    }

    private LoopRuntime Runtime() => new(_time, new Random(1), inlineContinuations: true);
}
