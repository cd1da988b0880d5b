namespace InventorySync.Buffers.Latency;

/// <summary>How long something takes, as a distribution: the news of a sale, or a quantity's way to a channel.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public abstract class DelayDistribution
{
    private protected DelayDistribution()
    {
    }

    /// <summary>No delay at all.</summary>
    public static DelayDistribution None { get; } = new ConstantDelay(0);

    /// <summary>The mean.</summary>
    public TimeSpan Mean => TimeSpan.FromSeconds(Math.Min(MeanSeconds, TimeSpan.MaxValue.TotalSeconds / 2));

    /// <summary>The mean, in seconds.</summary>
    internal abstract double MeanSeconds { get; }

    /// <summary>The variance, in seconds squared.</summary>
    internal abstract double Variance { get; }

    /// <summary>A lognormal distribution, which delays of networks and people follow roughly, from two of its percentiles.</summary>
    /// <param name="p50">Half of the delays are no longer, 0 or more.</param>
    /// <param name="p99">All but one in a hundred are no longer; at least <paramref name="p50"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A delay is negative, or <paramref name="p99"/> is below <paramref name="p50"/>.</exception>
    public static DelayDistribution Lognormal(TimeSpan p50, TimeSpan p99)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(p50, TimeSpan.Zero);
        if (p99 < p50)
        {
            throw new ArgumentOutOfRangeException(nameof(p99), p99, $"P99 is {p99}, below P50, which is {p50}; all but one in a hundred take at least as long as half.");
        }

        return p50 == p99 ? new ConstantDelay(p50.TotalSeconds) : new LognormalDelay(Math.Max(p50.TotalSeconds, 1e-3), p99.TotalSeconds);
    }

    /// <summary>The delay that a share of all does not exceed.</summary>
    /// <param name="share">Above 0, below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is not above 0 and below 1.</exception>
    public TimeSpan Quantile(double share)
    {
        if (share is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, $"Share is {share}; use a number above 0 and below 1, such as 0.99.");
        }

        return TimeSpan.FromSeconds(Math.Min(QuantileSeconds(share), TimeSpan.MaxValue.TotalSeconds / 2));
    }

    /// <summary>The same, in seconds.</summary>
    internal abstract double QuantileSeconds(double share);

    /// <summary>The same distribution where it is known already that the delay is no shorter: of the larger of the two.</summary>
    internal DelayDistribution AtLeast(TimeSpan bound) => bound <= TimeSpan.Zero ? this : new BoundedDelay(this, bound.TotalSeconds);

    /// <summary>Mean and mean square of the larger of the delay and a bound.</summary>
    internal abstract (double Mean, double MeanSquare) MomentsAtLeast(double boundSeconds);
}
