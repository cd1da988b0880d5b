using System.Runtime.CompilerServices;

namespace InventorySync.Demand;

/// <summary>
/// Estimates how fast one article sells at one place, order by order: an exponentially weighted rate with the mean and mean square
/// of the order's size, raised at once where the last orders came much faster.
/// </summary>
/// <remarks>
/// <para>
/// Orders and the time in which they came are both weighed by their age, and the rate is their quotient; so a young estimate is
/// not biased towards nothing. The half-life is ten orders at the present rate, or the floor given if that is longer.
/// </para>
/// <para>
/// Prior: the first order counts as if it had taken <see cref="FirstOrderTime"/> to come. What never sold has no rate at all: a
/// prior rate would hold units back of every article that never sells.
/// </para>
/// <para>Pure: the same orders give the same estimate, on any machine. Not safe for several threads at once.</para>
/// </remarks>
internal struct DemandEstimator
{
    /// <summary>How many orders are one half-life: fewer make the rate jump about, more make it lag behind.</summary>
    public const int OrdersPerHalfLife = 10;

    /// <summary>In what time the first order is taken to have come.</summary>
    public static readonly TimeSpan FirstOrderTime = TimeSpan.FromDays(1);

    // A seller of an order a month keeps its rate for a few of them; beyond, silence says that it sells no more.
    private const double HalfLifeMaxSeconds = 60 * 86_400;

    // The last three gaps ten times, or the last seven gaps four times as fast as the rate: by chance at a constant rate 1 order
    // in 280 and 1 in 450 looks like that (the sum of n gaps has a gamma distribution). Either is forgotten within ten orders.
    private const int ShortGaps = 3;
    private const double ShortFactor = 10;
    private const double LongFactor = 4;

    private Gaps _gaps;
    private int _gapCount;
    private double _orders;
    private double _seconds;
    private double _units;
    private double _squares;
    private double _halfLife;

    /// <summary>When the last order was placed; default: there was none.</summary>
    public DateTimeOffset LastOrderAt { get; private set; }

    /// <summary>Takes an order. One that is told late counts by its age.</summary>
    /// <param name="placedAt">When it was placed.</param>
    /// <param name="units">Its units, 1 or more.</param>
    /// <param name="halfLifeMin">The floor of the half-life: about the longest delay with which orders come in, so that waiting for news does not look like silence.</param>
    public void Add(DateTimeOffset placedAt, long units, TimeSpan halfLifeMin)
    {
        if (_orders == 0)
        {
            (_orders, _seconds, _units, _squares) = (1, FirstOrderTime.TotalSeconds, units, (double)units * units);
            LastOrderAt = placedAt;
            SetHalfLife(halfLifeMin);
            return;
        }

        var elapsed = (placedAt - LastOrderAt).TotalSeconds;
        if (elapsed < 0)
        {
            var weight = Math.Pow(2, elapsed / _halfLife);
            _orders += weight;
            _units += weight * units;
            _squares += weight * units * units;
            return;
        }

        Age(elapsed);
        _orders++;
        _units += units;
        _squares += (double)units * units;
        LastOrderAt = placedAt;
        NoteGap(elapsed);
        Surge();
        SetHalfLife(halfLifeMin);
    }

    /// <summary>The estimate at a moment; after the last order the rate falls by half each half-life.</summary>
    /// <param name="now">The moment up to which all orders are known.</param>
    public readonly (double OrdersPerSecond, double UnitsPerOrder, double SquaredUnitsPerOrder) At(DateTimeOffset now)
    {
        if (_orders == 0)
        {
            return (0, 1, 1);
        }

        var aged = this;
        aged.Age(Math.Max(0, (now - LastOrderAt).TotalSeconds));
        return (aged._orders / aged._seconds, _units / _orders, _squares / _orders);
    }

    /// <summary>How long the present rate takes to fall by half without an order.</summary>
    public readonly TimeSpan HalfLife => TimeSpan.FromSeconds(_halfLife);

    private void Age(double elapsed)
    {
        var kept = Math.Pow(2, -elapsed / _halfLife);

        // The time passed is weighed by its age too: the integral of 2^(−t/h) from now back to the last order.
        _seconds = (_seconds * kept) + (_halfLife / Math.Log(2) * (1 - kept));
        _orders *= kept;
        _units *= kept;
        _squares *= kept;
    }

    private void NoteGap(double seconds)
    {
        for (var i = Gaps.Length - 1; i > 0; i--)
        {
            _gaps[i] = _gaps[i - 1];
        }

        _gaps[0] = (float)seconds;
        _gapCount = Math.Min(_gapCount + 1, Gaps.Length);
    }

    private void Surge()
    {
        var sum = 0.0;
        for (var count = 1; count <= _gapCount; count++)
        {
            sum += _gaps[count - 1];
            var factor = count == Gaps.Length ? LongFactor : count == ShortGaps ? ShortFactor : double.PositiveInfinity;

            // Orders of one moment, such as a batch without times of its own, are no rate: a second each at least.
            var seconds = Math.Max(sum, count);
            if (count / seconds > factor * (_orders / _seconds))
            {
                var scale = count / _orders;
                (_orders, _seconds) = (count, seconds);
                _units *= scale;
                _squares *= scale;
            }
        }
    }

    private void SetHalfLife(TimeSpan halfLifeMin) => _halfLife = Math.Clamp(
        OrdersPerHalfLife * _seconds / _orders, Math.Max(1, halfLifeMin.TotalSeconds), Math.Max(HalfLifeMaxSeconds, halfLifeMin.TotalSeconds));

    /// <summary>The times between the last orders, in seconds, the latest first.</summary>
    [InlineArray(Length)]
    private struct Gaps
    {
        public const int Length = 7;

        private float _first;
    }
}
