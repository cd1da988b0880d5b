using InventorySync.Channels;

namespace InventorySync.Demand;

/// <summary>What one article sold at one place. Not safe for several threads at once.</summary>
internal sealed class PlaceSales
{
    // Minutes are kept one by one for an hour; what is older goes into quarters of an hour, up to a day.
    private const int LengthMax = 160;
    private const int MinutesFine = 60;
    private const int MinutesMax = 24 * 60;
    private const int MinutesCoarse = 15;

    private readonly List<(long Minute, long Units)> _recent = [];
    private DemandEstimator _estimator;

    public PlaceSales(ChannelId channel) => Channel = channel;

    /// <summary>The place; default: sales that name none.</summary>
    public ChannelId Channel { get; }

    public void Add(in Sale sale, TimeSpan halfLifeMin)
    {
        _estimator.Add(sale.PlacedAt, sale.Units, halfLifeMin);
        var minute = MinuteOf(sale.PlacedAt);
        var index = _recent.Count;
        while (index > 0 && _recent[index - 1].Minute > minute)
        {
            index--;
        }

        if (index > 0 && _recent[index - 1].Minute == minute)
        {
            _recent[index - 1] = (minute, _recent[index - 1].Units + sale.Units);
            return;
        }

        _recent.Insert(index, (minute, sale.Units));
        if (_recent.Count > LengthMax)
        {
            Compact();
        }
    }

    public ChannelDemand At(DateTimeOffset now)
    {
        var (rate, units, squares) = _estimator.At(now);
        return new ChannelDemand
        {
            Channel = Channel.IsDefault ? null : Channel,
            OrdersPerSecond = rate,
            UnitsPerOrder = units,
            SquaredUnitsPerOrder = Math.Max(squares, units * units),
            LastOrderAt = _estimator.LastOrderAt,
        };
    }

    public long UnitsSince(DateTimeOffset since)
    {
        var from = MinuteOf(since);
        long sum = 0;
        for (var i = _recent.Count - 1; i >= 0 && _recent[i].Minute >= from; i--)
        {
            sum += _recent[i].Units;
        }

        return sum;
    }

    private void Compact()
    {
        var newest = _recent[^1].Minute;
        List<(long Minute, long Units)> kept = new(_recent.Count);
        foreach (var (minute, units) in _recent)
        {
            var age = newest - minute;

            // The last minute of its quarter stands for it: rather counted for too long than forgotten too soon.
            var at = age <= MinutesFine ? minute : (((minute / MinutesCoarse) + 1) * MinutesCoarse) - 1;
            if (age > MinutesMax)
            {
                continue;
            }

            if (kept.Count > 0 && kept[^1].Minute >= at)
            {
                kept[^1] = (kept[^1].Minute, kept[^1].Units + units);
            }
            else
            {
                kept.Add((at, units));
            }
        }

        _recent.Clear();
        _recent.AddRange(kept);
    }

    private static long MinuteOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;
}
