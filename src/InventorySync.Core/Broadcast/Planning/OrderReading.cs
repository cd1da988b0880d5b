using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>Whether the channel's orders have been read recently enough to raise a quantity, and when to read them next.</summary>
internal sealed class OrderReading
{
    /// <summary>
    /// For how long after its end a reading counts. A raise overwrites what the channel sold since the reading, so the shorter
    /// the better; far shorter, and a bulk of raises would spend the channel's calls on reading orders.
    /// </summary>
    public static readonly TimeSpan FreshTime = TimeSpan.FromSeconds(2);

    private readonly RetryOptions _retry;
    private TimeSpan? _freshUntil;
    private TimeSpan _notBefore;
    private int _failures;

    public OrderReading(RetryOptions retry) => _retry = retry;

    public bool IsUnderWay { get; private set; }

    public TimeSpan BegunAt { get; private set; }

    /// <summary>When a reading may begin; it lies in the future only after failures.</summary>
    public TimeSpan NotBefore => _notBefore;

    public bool IsFresh(TimeSpan now) => _freshUntil is { } until && now < until;

    public void Begin(TimeSpan now)
    {
        IsUnderWay = true;
        BegunAt = now;
    }

    public void End(bool isComplete, TimeSpan now, double random)
    {
        IsUnderWay = false;
        if (isComplete)
        {
            _failures = 0;
            _freshUntil = now + FreshTime;
            return;
        }

        _freshUntil = null;
        _failures++;
        _notBefore = now + BackOff.Delay(_retry, _failures, random);
    }
}
