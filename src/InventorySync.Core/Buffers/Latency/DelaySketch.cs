namespace InventorySync.Buffers.Latency;

/// <summary>
/// Measures a delay: counts in buckets that grow by a sixteenth of a power of two, beside the exact sums for mean and variance. Begins
/// with what is expected, which counts as much as <see cref="ExpectedWeight"/> observations, so that few say little.
/// </summary>
/// <remarks>Old counts fade: beyond <see cref="CountMax"/> all are halved, so that it speaks of the last thousands. Not safe for several threads at once.</remarks>
internal sealed class DelaySketch
{
    /// <summary>How many observations what is expected is worth.</summary>
    public const double ExpectedWeight = 20;

    /// <summary>How many observations are kept before all are halved.</summary>
    public const double CountMax = 4_096;

    private const int StepsPerDoubling = 16;

    // From a millisecond to 2^32 of them, which are 50 days.
    private const int DoublingsMax = 32;
    private const double UnitSeconds = 0.001;

    // A single delay counts as ten times the expected 99th percentile at most: an import of last year's orders is no delay of news.
    private const double ExpectedFactorMax = 10;

    private readonly double[] _counts = new double[(DoublingsMax * StepsPerDoubling) + 2];
    private readonly double _secondsMax;
    private double _count;
    private double _sum;
    private double _squares;

    public DelaySketch(DelayDistribution expected)
    {
        _secondsMax = Math.Max(60, ExpectedFactorMax * expected.QuantileSeconds(0.99));
        _count = ExpectedWeight;
        _sum = ExpectedWeight * expected.MeanSeconds;
        _squares = ExpectedWeight * (expected.Variance + (expected.MeanSeconds * expected.MeanSeconds));

        // Where its shares lie; what little is beyond the last of them counts as there.
        const int Parts = 2_000;
        for (var i = 0; i < Parts; i++)
        {
            _counts[BucketOf(expected.QuantileSeconds((i + 0.5) / Parts))] += ExpectedWeight / Parts;
        }
    }

    public void Observe(TimeSpan delay)
    {
        var seconds = Math.Clamp(delay.TotalSeconds, 0, _secondsMax);
        _counts[BucketOf(seconds)]++;
        _count++;
        _sum += seconds;
        _squares += seconds * seconds;
        if (_count >= CountMax)
        {
            for (var i = 0; i < _counts.Length; i++)
            {
                _counts[i] /= 2;
            }

            (_count, _sum, _squares) = (_count / 2, _sum / 2, _squares / 2);
        }
    }

    /// <summary>The distribution as it is.</summary>
    public DelayDistribution Snapshot()
    {
        List<(double Seconds, double Share)> steps = [];
        double seen = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            if (_counts[bucket] > 0)
            {
                seen += _counts[bucket];
                steps.Add((UpperBound(bucket), seen / _count));
            }
        }

        var mean = _sum / _count;
        return new EmpiricalDelay([.. steps], mean, Math.Max(0, (_squares / _count) - (mean * mean)));
    }

    private static int BucketOf(double seconds)
    {
        var units = seconds / UnitSeconds;
        return units < 1 ? 0 : Math.Min((DoublingsMax * StepsPerDoubling) + 1, 1 + (int)(Math.Log2(units) * StepsPerDoubling));
    }

    private static double UpperBound(int bucket) => bucket == 0 ? 0 : UnitSeconds * Math.Pow(2, bucket / (double)StepsPerDoubling);
}
