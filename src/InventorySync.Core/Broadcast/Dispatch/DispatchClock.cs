using InventorySync.Broadcast.Planning;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>Reads the clock for a dispatcher: time since the start, which never jumps, and the time of day.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class DispatchClock
{
    private readonly TimeProvider _time;
    private readonly long _start;

    public DispatchClock(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
    }

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public Moment Now => new(Elapsed, _time.GetUtcNow());
}
