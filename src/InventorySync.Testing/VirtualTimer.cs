namespace InventorySync.Testing;

/// <summary>One timer of a <see cref="VirtualTimeProvider"/>, whose lock guards its fields.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly VirtualTimeProvider _time;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    public VirtualTimer(VirtualTimeProvider time, TimerCallback callback, object? state)
    {
        _time = time;
        _callback = callback;
        _state = state;
    }

    public static IComparer<VirtualTimer> ByDueTime { get; } = Comparer<VirtualTimer>.Create(static (a, b) =>
        a.DueTime.CompareTo(b.DueTime) is not 0 and var byTime ? byTime : a.Sequence.CompareTo(b.Sequence));

    public DateTimeOffset DueTime { get; set; }

    public TimeSpan Period { get; set; }

    public long Sequence { get; set; }

    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => _time.Set(this, dueTime, period);

    public void Dispose() => _time.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the callback in the context in which the timer was made, as the system's timers do.</summary>
    public void Run()
    {
        using (new NoSynchronizationContext())
        {
            if (_context is null)
            {
                _callback(_state);
            }
            else
            {
                ExecutionContext.Run(_context, static state => ((VirtualTimer)state!).Call(), this);
            }
        }
    }

    private void Call() => _callback(_state);
}
