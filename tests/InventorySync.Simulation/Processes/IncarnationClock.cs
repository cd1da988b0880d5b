using InventorySync.Testing;

namespace InventorySync.Simulation.Processes;

/// <summary>The world's clock as one incarnation sees it: its timers fire only while it lives.</summary>
internal sealed class IncarnationClock : TimeProvider
{
    private readonly Incarnation _life;
    private readonly VirtualTimeProvider _clock;

    public IncarnationClock(Incarnation life, VirtualTimeProvider clock)
    {
        _life = life;
        _clock = clock;
    }

    public override TimeZoneInfo LocalTimeZone => _clock.LocalTimeZone;

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        _life.Enter("clock");
        return _clock.GetUtcNow();
    }

    public override long GetTimestamp()
    {
        _life.Enter("clock");
        return _clock.GetTimestamp();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _life.Enter("timer");
        return _clock.CreateTimer(
            argument =>
            {
                if (_life.IsAlive)
                {
                    callback(argument);
                }
            },
            state, dueTime, period);
    }
}
