namespace InventorySync.Broadcast.Planning;

/// <summary>
/// Paces the calls to one channel: a token bucket whose rate halves when the channel throttles and grows back slowly, since
/// what a channel permits is rarely what it documents (additive increase, multiplicative decrease: Chiu and Jain, 1989).
/// </summary>
internal sealed class CallPacer
{
    /// <summary>The rate never falls below this share of its ceiling, or a long run of throttles would take hours to recover from.</summary>
    public const double FloorShare = 1.0 / 64;

    /// <summary>How long the rate takes from nothing to its ceiling.</summary>
    public static readonly TimeSpan RecoveryTime = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait that a channel can ask for; a longer one is taken for an error of units.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(1);

    // Rounding in the refill must not make a caller that waited exactly long enough wait once more.
    private const double Epsilon = 1e-6;

    private readonly double _ceiling;
    private readonly int _burst;
    private double _tokens;
    private TimeSpan _at;
    private TimeSpan _notBefore;
    private TimeSpan _decreasedAt = TimeSpan.MinValue;

    /// <param name="callsPerSecond">The ceiling, above 0.</param>
    /// <param name="burst">Calls at once after a pause, at least 1.</param>
    public CallPacer(double callsPerSecond, int burst)
    {
        _ceiling = callsPerSecond;
        _burst = Math.Max(1, burst);
        CallsPerSecond = callsPerSecond;
        _tokens = _burst;
    }

    /// <summary>The present rate.</summary>
    public double CallsPerSecond { get; private set; }

    public bool IsThrottled(TimeSpan now) => now < _notBefore;

    /// <summary>When the next call is permitted; not after <paramref name="now"/>: at once.</summary>
    public TimeSpan NextAt(TimeSpan now)
    {
        Refill(now);
        var missing = 1 - Epsilon - _tokens;
        var byTokens = missing <= 0 ? now : now + TimeSpan.FromSeconds(missing / CallsPerSecond);
        return byTokens > _notBefore ? byTokens : _notBefore;
    }

    public bool CanTake(TimeSpan now) => NextAt(now) <= now;

    public void Take(TimeSpan now)
    {
        Refill(now);
        _tokens = Math.Max(0, _tokens - 1);
    }

    /// <summary>The channel answered that it gets too many calls.</summary>
    /// <param name="now">When the answer came.</param>
    /// <param name="begunAt">When the call began: calls that were under way together tell the same news only once.</param>
    /// <param name="retryAfter">How long the channel asks to wait; null where it did not say.</param>
    public void Throttle(TimeSpan now, TimeSpan begunAt, TimeSpan? retryAfter)
    {
        Refill(now);
        _tokens = 0;
        if (begunAt >= _decreasedAt)
        {
            CallsPerSecond = Math.Max(CallsPerSecond / 2, _ceiling * FloorShare);
            _decreasedAt = now;
        }

        var wait = retryAfter is { } asked && asked > TimeSpan.Zero
            ? asked < RetryAfterMax ? asked : RetryAfterMax
            : TimeSpan.FromSeconds(1 / CallsPerSecond);
        if (now + wait > _notBefore)
        {
            _notBefore = now + wait;
        }
    }

    private void Refill(TimeSpan now)
    {
        var seconds = (now - _at).TotalSeconds;
        if (seconds <= 0)
        {
            return;
        }

        _at = now;
        var before = CallsPerSecond;
        CallsPerSecond = Math.Min(_ceiling, before + (_ceiling * seconds / RecoveryTime.TotalSeconds));
        _tokens = Math.Min(_burst, _tokens + (seconds * (before + CallsPerSecond) / 2));
    }
}
