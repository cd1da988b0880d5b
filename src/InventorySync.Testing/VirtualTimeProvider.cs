using System.Diagnostics;

namespace InventorySync.Testing;

/// <summary>A clock that stands still until it is told to move: tests and simulations run hours in milliseconds, the same way each time.</summary>
/// <remarks>
/// <para>
/// Moving the clock runs the timers that fall due, in the order of their times and, at one time, in the order in which they
/// were set. They run on the thread that moves the clock, one after another, outside any lock and without a synchronisation
/// context: code that waits by <c>Task.Delay(…, timeProvider)</c> and awaits with <c>ConfigureAwait(false)</c> goes on inside
/// <see cref="AdvanceTo"/>, so that everything which only ever waits on this clock runs on one thread and repeats exactly.
/// </para>
/// <para>
/// Safe from any thread. Where several threads move it, time still never goes back and each timer runs once, but the order
/// is then the threads'. A timer's exception leaves through the call that moves the clock, which then stands at that timer's time.
/// </para>
/// </remarks>
[DebuggerDisplay("{GetUtcNow()}, next timer {NextTimer}")]
public sealed class VirtualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly SortedSet<VirtualTimer> _set = new(VirtualTimer.ByDueTime);
    private readonly DateTimeOffset _start;
    private DateTimeOffset _now;
    private long _sequence;

    /// <summary>Makes a clock that shows noon, UTC, on 1 January 2026.</summary>
    public VirtualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Makes a clock.</summary>
    /// <param name="start">What it shows at first; kept as UTC.</param>
    public VirtualTimeProvider(DateTimeOffset start) => _start = _now = start.ToUniversalTime();

    /// <summary>When the next timer falls due, never before now; null: none is set, so that nothing happens by the clock any more.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (_lock)
            {
                return _set.Min is { } first ? Later(first.DueTime, _now) : null;
            }
        }
    }

    /// <summary>UTC, so that no test depends on where it runs.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Ticks of 100 nanoseconds.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>What the clock shows.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <summary>Ticks since the start.</summary>
    public override long GetTimestamp() => (GetUtcNow() - _start).Ticks;

    /// <summary>Moves the clock on and runs the timers that fall due on the way, each at its own time.</summary>
    /// <param name="span">By how much. Zero runs what is due now.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="span"/> is negative.</exception>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + span);
    }

    /// <summary>Moves the clock on and runs the timers that fall due on the way, those set on the way included, each at its own time.</summary>
    /// <param name="time">Where to stop. Now: runs what is due now.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> lies before now.</exception>
    public void AdvanceTo(DateTimeOffset time)
    {
        if (time < GetUtcNow())
        {
            throw new ArgumentOutOfRangeException(
                nameof(time), time, $"The clock shows {GetUtcNow():O} and does not go back; give it that time or a later one.");
        }

        while (TakeDue(time) is { } timer)
        {
            timer.Run();
        }
    }

    /// <summary>Moves the clock to the next timer and runs that one alone: one step of a simulation.</summary>
    /// <returns>Whether there was one.</returns>
    public bool AdvanceToNextTimer()
    {
        var timer = TakeDue(DateTimeOffset.MaxValue);
        timer?.Run();
        return timer is not null;
    }

    /// <summary>Starts <paramref name="work"/> and moves the clock from timer to timer until it has ended.</summary>
    /// <param name="work">What to run. It may wait on nothing but this clock, or on what runs because of it.</param>
    /// <exception cref="InvalidOperationException">The work still waits, and no timer is set that could wake it: a deadlock.</exception>
    /// <remarks>What the work throws comes out of this call unwrapped. It runs without a synchronisation context, so inline on this thread.</remarks>
    public void Run(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Task task;
        using (new NoSynchronizationContext())
        {
            task = work();
        }

        while (!task.IsCompleted)
        {
            if (!AdvanceToNextTimer())
            {
                throw new InvalidOperationException(
                    $"The work waits at {GetUtcNow():O} for something that no timer brings about: it is stuck, or waits for another clock.");
            }
        }

        task.GetAwaiter().GetResult();
    }

    /// <summary>Sets a timer. One that is due at once runs at the next move of the clock, not inside this call.</summary>
    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal bool Set(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfNoTime(dueTime, nameof(dueTime));
        ThrowIfNoTime(period, nameof(period));
        lock (_lock)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _set.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Enqueue(timer, _now + dueTime);
            }

            return true;
        }
    }

    internal void Remove(VirtualTimer timer)
    {
        lock (_lock)
        {
            _set.Remove(timer);
            timer.IsDisposed = true;
        }
    }

    private VirtualTimer? TakeDue(DateTimeOffset until)
    {
        lock (_lock)
        {
            if (_set.Min is not { } timer || timer.DueTime > until)
            {
                _now = until == DateTimeOffset.MaxValue ? _now : Later(until, _now);
                return null;
            }

            _set.Remove(timer);
            _now = Later(timer.DueTime, _now);
            if (timer.Period > TimeSpan.Zero)
            {
                Enqueue(timer, timer.DueTime + timer.Period);
            }

            return timer;
        }
    }

    private void Enqueue(VirtualTimer timer, DateTimeOffset dueTime)
    {
        timer.DueTime = dueTime;
        timer.Sequence = ++_sequence;
        _set.Add(timer);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static void ThrowIfNoTime(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, value, "A timer takes zero, a span above it, or Timeout.InfiniteTimeSpan for never.");
        }
    }
}
