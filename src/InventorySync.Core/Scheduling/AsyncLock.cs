namespace InventorySync.Scheduling;

/// <summary>Lets one caller at a time through, in the order in which they asked, without holding a thread.</summary>
/// <remarks>Safe from any thread; not reentrant.</remarks>
internal sealed class AsyncLock
{
    private readonly LoopRuntime _runtime;
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiters = new();
    private bool _isTaken;

    public AsyncLock(LoopRuntime runtime) => _runtime = runtime;

    /// <summary>Waits for the turn; dispose of the holder once to pass it on.</summary>
    public async ValueTask<Holder> EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource<bool> waiter;
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return new Holder(this);
            }

            waiter = _runtime.CreateCompletion<bool>();
            _waiters.Enqueue(waiter);
        }

        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<bool>)state!).TrySetCanceled(token), waiter);
        await waiter.Task.ConfigureAwait(false);
        return new Holder(this);
    }

    private void Exit()
    {
        while (true)
        {
            TaskCompletionSource<bool>? next;
            lock (_lock)
            {
                if (!_waiters.TryDequeue(out next))
                {
                    _isTaken = false;
                    return;
                }
            }

            // Outside the lock: under inline continuations the next holder goes on right here. One that gave up is passed over.
            if (next.TrySetResult(true))
            {
                return;
            }
        }
    }

    /// <summary>The turn.</summary>
    public readonly struct Holder : IDisposable
    {
        private readonly AsyncLock _owner;

        public Holder(AsyncLock owner) => _owner = owner;

        public void Dispose() => _owner.Exit();
    }
}
