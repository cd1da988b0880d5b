namespace InventorySync.Storage.EfCore.Stores;

/// <summary>Lets one writer of this process through at a time, in the order in which they came.</summary>
/// <remarks>
/// A database lets one commit at a time through here: who waits wakes at once, in turn, without sleeping and polling.
/// Not tied to a thread. Safe from any thread.
/// </remarks>
internal sealed class WriteGate
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private bool _isTaken;

    /// <summary>Waits for the gate.</summary>
    /// <returns>What to dispose of to let the next one through.</returns>
    public async ValueTask<Pass> EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource waiter;
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return new Pass(this);
            }

            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter);
        }

        using (cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter))
        {
            await waiter.Task.ConfigureAwait(false);
        }

        return new Pass(this);
    }

    /// <summary>Takes the gate if it is free.</summary>
    public bool TryEnter(out Pass pass)
    {
        pass = new Pass(this);
        lock (_lock)
        {
            var isFree = !_isTaken;
            _isTaken = true;
            return isFree;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out var next))
            {
                // One that was cancelled meanwhile has left: the gate goes to the one behind it.
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _isTaken = false;
        }
    }

    /// <summary>The right to write, until disposed of, once.</summary>
    internal readonly struct Pass : IDisposable
    {
        private readonly WriteGate _gate;

        public Pass(WriteGate gate) => _gate = gate;

        public void Dispose() => _gate.Leave();
    }
}
