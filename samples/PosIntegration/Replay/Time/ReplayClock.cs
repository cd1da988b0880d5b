using InventorySync.Testing;

namespace PosIntegration.Replay.Time;

/// <summary>Moves the replay's time on, one timer or call at a time, with everything at rest in between: so that the same input gives the same ledger.</summary>
/// <remarks>
/// All of the application's own work goes on inside the call or timer that wakes it (see
/// <see cref="VirtualTimeBuilderExtensions.UseVirtualTime"/>); what is left is HTTP, and that waits in <see cref="Calls"/>. So
/// when no call waits, everything that could happen at this moment has happened, and the clock may move.
/// </remarks>
internal sealed class ReplayClock
{
    private static readonly TimeSpan WallStep = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _wall;
    private readonly Pace _pace;
    private readonly Func<ValueTask> _onStep;
    private readonly DateTimeOffset _dataStart;
    private readonly long _wallStart;

    /// <param name="start">Where the data begins.</param>
    /// <param name="pace">How fast it goes.</param>
    /// <param name="wall">The wall's clock.</param>
    /// <param name="onStep">Called between steps, several times a second: the live table looks at its watch there.</param>
    public ReplayClock(DateTimeOffset start, Pace pace, TimeProvider wall, Func<ValueTask> onStep)
    {
        _wall = wall;
        _pace = pace;
        _onStep = onStep;
        _dataStart = start;
        _wallStart = wall.GetTimestamp();
        Time = new VirtualTimeProvider(start);
    }

    /// <summary>The time of the data; the whole application runs on it.</summary>
    public VirtualTimeProvider Time { get; }

    public CallSequence Calls { get; } = new();

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Lets everything happen that can happen at this moment.</summary>
    public async Task SettleAsync()
    {
        await Calls.DrainAsync().ConfigureAwait(false);
        while (Time.NextTimer is { } next && next <= Now)
        {
            Time.AdvanceToNextTimer();
            await Calls.DrainAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Moves the clock on and lets everything happen on the way.</summary>
    public async Task AdvanceToAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        await SettleAsync().ConfigureAwait(false);
        while (Time.NextTimer is { } next && next <= time)
        {
            await WaitAsync(next, cancellationToken).ConfigureAwait(false);
            Time.AdvanceToNextTimer();
            await Calls.DrainAsync().ConfigureAwait(false);
        }

        await WaitAsync(time, cancellationToken).ConfigureAwait(false);
        Time.AdvanceTo(time);
    }

    /// <summary>Moves the clock on until some work has ended: it waits for calls and timers, which only move here.</summary>
    /// <exception cref="InvalidOperationException">The work waits for neither.</exception>
    public async Task<T> UntilAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        await Calls.DrainAsync().ConfigureAwait(false);
        while (!work.IsCompleted)
        {
            await WaitAsync(Time.NextTimer ?? throw new InvalidOperationException($"At {Now:O} some work waits for what no call and no timer brings about."), cancellationToken).ConfigureAwait(false);
            Time.AdvanceToNextTimer();
            await Calls.DrainAsync().ConfigureAwait(false);
        }

        return await work.ConfigureAwait(false);
    }

    private async Task WaitAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _onStep().ConfigureAwait(false);
        while (_pace.OnTheWall(time - _dataStart) - _wall.GetElapsedTime(_wallStart) is var ahead && ahead > TimeSpan.Zero)
        {
            await Task.Delay(ahead < WallStep ? ahead : WallStep, _wall, cancellationToken).ConfigureAwait(false);
            await _onStep().ConfigureAwait(false);
        }
    }
}
