namespace InventorySync.Testing.Marketplaces;

/// <summary>How long something takes: always the same, or log-normally spread, as times over a network are.</summary>
/// <remarks>Immutable; safe from any thread. <c>default</c> is no delay.</remarks>
public readonly record struct SimulatedDelay
{
    // The quantile of the standard normal distribution at 0.99.
    private const double Z99 = 2.3263478740408408;

    private SimulatedDelay(TimeSpan p50, TimeSpan p99)
    {
        P50 = p50;
        P99 = p99;
    }

    /// <summary>No delay.</summary>
    public static SimulatedDelay None => default;

    /// <summary>Half of the delays are shorter.</summary>
    public TimeSpan P50 { get; }

    /// <summary>99 of 100 delays are shorter.</summary>
    public TimeSpan P99 { get; }

    /// <summary>No delay is longer: what a test has to wait for so that all has arrived. 10 times <see cref="P99"/>, or the fixed delay.</summary>
    public TimeSpan Max => P99 > P50 ? P99 * 10 : P50;

    /// <summary>The same delay each time.</summary>
    /// <param name="delay">How long, from zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public static SimulatedDelay Fixed(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new(delay, delay);
    }

    /// <summary>A log-normal spread, cut off at 10 times <paramref name="p99"/>.</summary>
    /// <param name="p50">The median, above zero.</param>
    /// <param name="p99">The 99th percentile, not below the median.</param>
    /// <exception cref="ArgumentOutOfRangeException">The median is not above zero, or above the 99th percentile.</exception>
    public static SimulatedDelay Spread(TimeSpan p50, TimeSpan p99)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(p50, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(p99, p50);
        return new(p50, p99);
    }

    /// <summary>Draws one delay, rounded up to whole milliseconds, which is what timers count in.</summary>
    /// <param name="random">Where it is drawn from. A fixed delay draws nothing.</param>
    public TimeSpan Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (P99 == P50)
        {
            return WholeMilliseconds(P50);
        }

        // Box-Muller; 1 − u keeps the logarithm's argument above zero.
        var z = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var spread = Math.Exp(z * Math.Log(P99 / P50) / Z99);
        return WholeMilliseconds(TimeSpan.FromTicks((long)Math.Min(P50.Ticks * spread, Max.Ticks)));
    }

    /// <summary>The same, for a log.</summary>
    public override string ToString() => P99 > P50 ? $"p50 {P50}, p99 {P99}" : P50.ToString();

    internal static TimeSpan WholeMilliseconds(TimeSpan time) =>
        TimeSpan.FromTicks((time.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond);
}
