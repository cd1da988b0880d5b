namespace InventorySync.Buffers.Latency;

/// <summary>
/// The smallest number of units that demand of a given mean and variance exceeds with at most a given probability: Poisson where the
/// variance is no larger than the mean, negative binomial otherwise. Pure.
/// </summary>
/// <remarks>
/// <para>
/// The upper tail is summed from far out towards the mean, so that all terms are positive and nothing cancels; each step costs one
/// multiplication. The first term comes from Loader's saddle-point form, which neither under- nor overflows (C. Loader, Fast and
/// Accurate Computation of Binomial Probabilities, 2000).
/// </para>
/// <para>
/// Where terms change slowly, from hundreds of units on, they are taken in strides: a result of thousands of units is right to
/// about one in ten thousand, and no mean or variance takes more than some thousands of steps.
/// </para>
/// </remarks>
internal static class DemandQuantile
{
    /// <summary>Below this the chance of being exceeded is no question of demand any more, but of earthquakes.</summary>
    public const double EpsilonMin = 1e-9;

    // How much of the distance over which the terms change by a factor of e is taken at once, and from which count on.
    private const double StridePart = 0.01;
    private const double StrideFrom = 200;

    // What is left out beyond the first term, as a share of epsilon.
    private const double Negligible = 1e-9;

    /// <param name="mean">m, 0 or more, finite.</param>
    /// <param name="variance">v, 0 or more, finite.</param>
    /// <param name="epsilon">The probability, above 0 and below 1.</param>
    /// <param name="unitsMax">Nothing above counts: there are no more units.</param>
    /// <returns>min { b : P(X &gt; b) ≤ epsilon }, from 0 to <paramref name="unitsMax"/>.</returns>
    public static long Of(double mean, double variance, double epsilon, long unitsMax)
    {
        if (!(mean > 0) || unitsMax <= 0)
        {
            return 0;
        }

        epsilon = Math.Max(epsilon, EpsilonMin);
        var law = new CountLaw(mean, variance);

        // Most articles: nothing is on its way with enough probability, and one exponential says so.
        if (law.AboveZero <= epsilon)
        {
            return 0;
        }

        var deviation = Math.Sqrt(Math.Max(mean, variance));
        var k = FirstBeyond(law, mean, deviation, epsilon);
        double tail = 0;
        double? known = null;

        // Invariant: tail is P(X > k), up to what was left out.
        while (k > 0)
        {
            var ratio = law.Ratio(k - 1);
            var stride = k < StrideFrom ? 1 : Math.Floor(StridePart * law.Scale(k, ratio));
            if (stride > 1)
            {
                // The middle one stands for all of a stride.
                var middle = law.Probability(k - Math.Floor(stride / 2));
                known = null;
                if (tail + (stride * middle) > epsilon)
                {
                    return (long)Math.Min(k - Math.Floor((epsilon - tail) / middle), unitsMax);
                }

                tail += stride * middle;
                k -= stride;
                continue;
            }

            var term = known ?? law.Probability(k);
            if (tail + term > epsilon)
            {
                break;
            }

            tail += term;
            known = term / ratio;
            k--;
        }

        return (long)Math.Min(k, unitsMax);
    }

    // A count so large that what lies beyond does not matter.
    private static double FirstBeyond(CountLaw law, double mean, double deviation, double epsilon)
    {
        var reach = (8 * deviation) + 16;
        var k = Math.Ceiling(mean + reach);
        while (true)
        {
            // Beyond k each term is at most Ratio times the one before, so that the rest is at most a geometric series.
            var ratio = law.RatioMax(k);
            if (ratio < 1 && law.Probability(k + 1) / (1 - ratio) <= epsilon * Negligible)
            {
                return k;
            }

            reach *= 1.5;
            k = Math.Ceiling(mean + reach);
        }
    }
}
