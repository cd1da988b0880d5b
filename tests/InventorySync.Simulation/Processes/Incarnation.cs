using InventorySync.Simulation.Auditing;
using InventorySync.Simulation.Worlds;
using InventorySync.Testing;

namespace InventorySync.Simulation.Processes;

/// <summary>
/// One life of one process, from its start to its end or crash. All that the product waits for passes through here; after a
/// crash nothing here completes any more, so that its code stops between two steps, like that of a killed process.
/// </summary>
internal sealed class Incarnation
{
    private readonly VirtualTimeProvider _clock;
    private readonly SingleThread _thread;
    private readonly Verdict _verdict;
    private Action? _ended;
    private bool _isRetired;

    public Incarnation(string name, VirtualTimeProvider clock, SingleThread thread, Verdict verdict)
    {
        Name = name;
        _clock = clock;
        _thread = thread;
        _verdict = verdict;
        Clock = new IncarnationClock(this, clock);
    }

    public string Name { get; }

    public bool IsAlive { get; private set; } = true;

    /// <summary>The clock as this life sees it: its timers die with it.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What is to be done when this life has ended, by whatever end.</summary>
    public void OnEnd(Action deed) => _ended += deed;

    public void Kill()
    {
        IsAlive = false;
        _ended?.Invoke();
    }

    /// <summary>The process has stopped in order: from here on it must not stir.</summary>
    public void Retire()
    {
        _isRetired = true;
        _ended?.Invoke();
    }

    /// <summary>Checks, at every door out of the product, that it came by the world's thread and in its lifetime.</summary>
    public void Enter(string door)
    {
        _thread.Enter(door);
        if (_isRetired)
        {
            _verdict.Report(new InvalidOperationException($"{Name} has stopped, and still came to '{door}'."));
        }
    }

    /// <summary>Lets time pass. Completes inside the world's next steps; never, where this life ends before.</summary>
    public Task PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        // Not RunContinuationsAsynchronously: the product goes on inside the event that ends the wait.
        var passed = new TaskCompletionSource();
        var registration = cancellationToken.UnsafeRegister((_, token) => EndIfAlive(() => passed.TrySetCanceled(token)), state: null);
        _clock.CreateTimer(
            _ => EndIfAlive(() =>
            {
                registration.Dispose();
                passed.TrySetResult();
            }),
            state: null, time, Timeout.InfiniteTimeSpan);
        return passed.Task;
    }

    /// <summary>A wait that nothing ends but a cancellation: what a call to a black hole is.</summary>
    public Task PassForeverAsync(CancellationToken cancellationToken)
    {
        var passed = new TaskCompletionSource();
        cancellationToken.UnsafeRegister((_, token) => EndIfAlive(() => passed.TrySetCanceled(token)), state: null);
        return passed.Task;
    }

    private void EndIfAlive(Action end)
    {
        if (IsAlive)
        {
            end();
        }
    }
}
