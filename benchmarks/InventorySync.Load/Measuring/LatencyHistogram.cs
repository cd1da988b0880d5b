using System.Numerics;

namespace InventorySync.Load.Measuring;

/// <summary>Counts durations in buckets that are 3 % wide, from 100 ns up.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 5;
    private const int Subs = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits) * Subs];

    public long Count => _counts.Sum();

    public void Add(TimeSpan duration) => _counts[BucketOf((ulong)Math.Max(0, duration.Ticks))]++;

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>The duration that this share of all did not exceed, in milliseconds; 0 where there are none.</summary>
    public double Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(_counts.Sum() * share);
        var seen = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= wanted && seen > 0)
            {
                return MiddleOf(i) / TimeSpan.TicksPerMillisecond;
            }
        }

        return 0;
    }

    /// <summary>Buckets and their counts in turn, without the empty ones.</summary>
    public long[] ToSparse() => [.. Enumerable.Range(0, _counts.Length).Where(i => _counts[i] > 0).SelectMany(i => new[] { i, _counts[i] })];

    public static LatencyHistogram FromSparse(long[] sparse)
    {
        var histogram = new LatencyHistogram();
        for (var i = 0; i < sparse.Length; i += 2)
        {
            histogram._counts[sparse[i]] = sparse[i + 1];
        }

        return histogram;
    }

    private static int BucketOf(ulong ticks)
    {
        var shift = Math.Max(0, BitOperations.Log2(ticks | 1) - SubBits);
        return (shift * Subs) + (int)(ticks >> shift);
    }

    private static double MiddleOf(int bucket)
    {
        var shift = Math.Max(0, (bucket / Subs) - 1);
        return ((bucket - (shift * Subs)) + 0.5) * (1L << shift);
    }
}
