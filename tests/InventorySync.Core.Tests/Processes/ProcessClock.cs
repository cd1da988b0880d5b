using InventorySync.Testing;

namespace InventorySync.Processes;

/// <summary>The test's clock as one process sees it: its timers die with it.</summary>
internal sealed class ProcessClock(VirtualTimeProvider time) : TimeProvider
{
    private bool _isDead;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public void Kill() => _isDead = true;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(
        argument =>
        {
            if (!_isDead)
            {
                callback(argument);
            }
        },
        state,
        dueTime,
        period);
}
