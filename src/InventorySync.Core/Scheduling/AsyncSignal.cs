namespace InventorySync.Scheduling;

/// <summary>Wakes one loop. Set any number of times before a wait, it ends that wait once (auto-reset).</summary>
/// <remarks><see cref="Set"/> is safe from any thread; one loop waits.</remarks>
internal sealed class AsyncSignal
{
    private readonly LoopRuntime _runtime;
    private readonly Lock _lock = new();
    private TaskCompletionSource<bool>? _waiter;
    private bool _isSet;

    public AsyncSignal(LoopRuntime runtime) => _runtime = runtime;

    public void Set()
    {
        TaskCompletionSource<bool>? waiter;
        lock (_lock)
        {
            waiter = _waiter;
            _waiter = null;
            _isSet = waiter is null;
        }

        // Outside the lock: under inline continuations the loop goes on right here.
        waiter?.TrySetResult(true);
    }

    /// <summary>Waits until set, or until <paramref name="timeout"/> has passed.</summary>
    /// <param name="timeout">How long; <see cref="Timeout.InfiniteTimeSpan"/>: until set.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether it was set.</returns>
    public async ValueTask<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource<bool> waiter;
        lock (_lock)
        {
            if (_isSet)
            {
                _isSet = false;
                return true;
            }

            if (timeout <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            {
                return false;
            }

            _waiter = waiter = _runtime.CreateCompletion<bool>();
        }

        using var timer = timeout == Timeout.InfiniteTimeSpan
            ? null
            : _runtime.Time.CreateTimer(static state => ((AsyncSignal)state!).TimeOut(), this, Min(timeout, DelayMax), Timeout.InfiniteTimeSpan);
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((AsyncSignal)state!).Cancel(token), this);
        return await waiter.Task.ConfigureAwait(false);
    }

    // A timer takes at most 2^32 − 2 ms; a loop that wakes up too early just looks again.
    private static readonly TimeSpan DelayMax = TimeSpan.FromDays(40);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private TaskCompletionSource<bool>? TakeWaiter()
    {
        lock (_lock)
        {
            var waiter = _waiter;
            _waiter = null;
            return waiter;
        }
    }

    private void TimeOut() => TakeWaiter()?.TrySetResult(false);

    private void Cancel(CancellationToken cancellationToken) => TakeWaiter()?.TrySetCanceled(cancellationToken);
}
