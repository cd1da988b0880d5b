using InventorySync.Scheduling;

namespace InventorySync.Intake;

/// <summary>
/// Asks a loop for a run, on behalf of several callers at once: whoever asks before a run begins shares it, whoever asks
/// while one is under way shares the next, since the one under way may have passed what he asks about.
/// </summary>
/// <remarks>Asking is safe from any thread; one loop takes.</remarks>
internal sealed class SharedRuns
{
    private readonly LoopRuntime _runtime;
    private readonly AsyncSignal _wake;
    private readonly Lock _lock = new();
    private List<TaskCompletionSource<bool>> _waiting = [];
    private bool _isClosed;

    /// <param name="runtime">Makes the waits.</param>
    /// <param name="wake">Wakes the loop.</param>
    public SharedRuns(LoopRuntime runtime, AsyncSignal wake)
    {
        _runtime = runtime;
        _wake = wake;
    }

    /// <summary>Whether somebody waits for a run that has not begun.</summary>
    public bool IsAsked
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count > 0;
            }
        }
    }

    /// <summary>Waits for a run that begins after this call.</summary>
    /// <param name="cancellationToken">Stops waiting; the run takes place all the same.</param>
    /// <returns>What the run answered; false where the loop has ended.</returns>
    public async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource<bool> waiter;
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            waiter = _runtime.CreateCompletion<bool>();
            _waiting.Add(waiter);
        }

        _wake.Set();
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<bool>)state!).TrySetCanceled(token), waiter);
        return await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>Begins a run for all who have asked so far.</summary>
    public Run Take()
    {
        lock (_lock)
        {
            var waiting = _waiting;
            _waiting = [];
            return new Run(waiting);
        }
    }

    /// <summary>The loop has ended: who waits, and who asks from here on, is told that nothing was read.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        Take().End(false);
    }

    /// <summary>A run, and who waits for it.</summary>
    public readonly struct Run
    {
        private readonly List<TaskCompletionSource<bool>> _waiting;

        public Run(List<TaskCompletionSource<bool>> waiting) => _waiting = waiting;

        public bool IsAsked => _waiting.Count > 0;

        public void End(bool result)
        {
            foreach (var waiter in _waiting)
            {
                waiter.TrySetResult(result);
            }
        }
    }
}
