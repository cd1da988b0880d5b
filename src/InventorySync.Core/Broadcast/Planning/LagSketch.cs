using System.Numerics;

namespace InventorySync.Broadcast.Planning;

/// <summary>Counts durations in buckets that grow by a sixteenth of a power of two, so that percentiles are right to about 6 %.</summary>
/// <remarks>
/// Old counts fade: each time <see cref="CountMax"/> is reached all are halved, so that the percentiles speak of the last
/// hundred thousands of observations. Written by one loop, read from any thread.
/// </remarks>
internal sealed class LagSketch
{
    /// <summary>How many observations are kept before all counts are halved.</summary>
    public const int CountMax = 1 << 18;

    private const int StepsPerDoubling = 16;

    // 2^42 microseconds are 50 days: what took longer counts as that.
    private const int DoublingsMax = 42;

    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[(DoublingsMax * StepsPerDoubling) + 1];
    private int _total;

    public void Observe(TimeSpan lag)
    {
        var bucket = BucketOf(lag);
        lock (_lock)
        {
            _counts[bucket]++;
            if (++_total >= CountMax)
            {
                Halve();
            }
        }
    }

    /// <param name="share">Above 0 to 1.</param>
    /// <returns>The duration that this share of the observations did not exceed; null where there are none.</returns>
    public TimeSpan? Percentile(double share)
    {
        lock (_lock)
        {
            if (_total == 0)
            {
                return null;
            }

            var rank = Math.Max(1, (long)Math.Ceiling(share * _total));
            var bucket = 0;
            for (long seen = _counts[0]; seen < rank; seen += _counts[bucket])
            {
                bucket++;
            }

            return UpperBound(bucket);
        }
    }

    private static int BucketOf(TimeSpan lag)
    {
        var microseconds = (ulong)Math.Max(0, (long)lag.TotalMicroseconds);
        if (microseconds < 1)
        {
            return 0;
        }

        // The position of the highest bit, and how far between this power of two and the next.
        var power = BitOperations.Log2(microseconds);
        var step = (int)(StepsPerDoubling * ((microseconds / Math.Pow(2, power)) - 1));
        return power >= DoublingsMax ? DoublingsMax * StepsPerDoubling : (power * StepsPerDoubling) + step + 1;
    }

    private static TimeSpan UpperBound(int bucket)
    {
        if (bucket == 0)
        {
            return TimeSpan.Zero;
        }

        var (power, step) = Math.DivRem(bucket - 1, StepsPerDoubling);
        return TimeSpan.FromMicroseconds(Math.Pow(2, power) * (1 + ((step + 1.0) / StepsPerDoubling)));
    }

    private void Halve()
    {
        _total = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            _counts[bucket] /= 2;
            _total += _counts[bucket];
        }
    }
}
