using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>Leaves a channel alone for a while after too many calls in a row failed whole, then lets one call try it.</summary>
internal sealed class ChannelBreaker
{
    private readonly BreakerOptions _options;
    private int _failures;
    private TimeSpan? _openUntil;
    private bool _isTrying;

    public ChannelBreaker(BreakerOptions options) => _options = options;

    /// <summary>When an open breaker lets a call through; null: it is not open, or the call that tries the channel is under way.</summary>
    public TimeSpan? NextAt => _isTrying ? null : _openUntil;

    public BreakerState State(TimeSpan now) => _openUntil switch
    {
        null => BreakerState.Closed,
        { } until when now < until => BreakerState.Open,
        _ => BreakerState.HalfOpen,
    };

    public bool Permits(TimeSpan now) => _openUntil is not { } until || (now >= until && !_isTrying);

    public void Begin(TimeSpan now) => _isTrying = State(now) == BreakerState.HalfOpen;

    /// <summary>The channel answered, be it with a refusal: it is there.</summary>
    /// <returns>Whether the breaker was open.</returns>
    public bool Succeeded()
    {
        var wasOpen = _openUntil is not null;
        _failures = 0;
        _openUntil = null;
        _isTrying = false;
        return wasOpen;
    }

    /// <summary>A call failed whole.</summary>
    /// <returns>Whether the breaker opened by it.</returns>
    public bool Failed(TimeSpan now)
    {
        _failures++;
        if (_openUntil is { } until)
        {
            // Calls that began before it opened say nothing new; the one that tried the channel does.
            if (_isTrying)
            {
                _isTrying = false;
                _openUntil = now + _options.BreakTime;
            }

            return false;
        }

        if (_failures < _options.FailuresMax)
        {
            return false;
        }

        _openUntil = now + _options.BreakTime;
        return true;
    }

    /// <summary>The call that was to try the channel was not made after all.</summary>
    public void Withdraw() => _isTrying = false;
}
