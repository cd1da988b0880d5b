namespace InventorySync.Buffers.Latency;

public sealed class DemandQuantileTests
{
    // The table of the reference's closed form: mean and variance of what is unheard of, and the units to hold back.
    [Theory]
    [InlineData(0.0534, 0.0729, 0.01, 1)]
    [InlineData(0.3098, 0.5225, 0.01, 3)]
    [InlineData(0.1406, 0.2229, 0.01, 2)]
    [InlineData(0.0508, 0.0694, 0.01, 1)]
    public void Of_ReferenceVector_IsTheReferencesAnswer(double mean, double variance, double epsilon, long units) =>
        Assert.Equal(units, DemandQuantile.Of(mean, variance, epsilon, long.MaxValue));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(-1, 4, 0)]
    [InlineData(double.NaN, 1, 0)]
    [InlineData(5, 0, 11)]
    public void Of_NoDemandOrNoSpread_IsZeroOrPoisson(double mean, double variance, long units) =>
        Assert.Equal(units, DemandQuantile.Of(mean, variance, 0.01, long.MaxValue));

    // P(X > 0) = 1 − e^−m passes ε at m = −ln(1 − ε): just below nothing is held back, just above one unit.
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.000001)]
    public void Of_PoissonAroundTheFirstUnit_StepsWhereTheChanceOfNoneIsOneLessEpsilon(double epsilon)
    {
        var edge = -Math.Log(1 - epsilon);
        Assert.Equal(0, DemandQuantile.Of(edge * 0.999, 0, epsilon, long.MaxValue));
        Assert.Equal(1, DemandQuantile.Of(edge * 1.001, 0, epsilon, long.MaxValue));
    }

    // Percentiles of large Poisson and gamma-like laws, from the normal approximation with its first two corrections (Cornish, Fisher).
    [Theory]
    [InlineData(1e5, 1e5)]
    [InlineData(1e5, 1e7)]
    [InlineData(1e4, 3e4)]
    [InlineData(2_000, 2_000.0001)]
    public void Of_LargeCounts_AgreesWithTheExpansionAroundTheNormal(double mean, double variance)
    {
        var deviation = Math.Sqrt(variance);

        // Third central moment of the negative binomial: v(2v/m − 1); its kurtosis excess by the same token.
        var skew = ((2 * variance / mean) - 1) / deviation;
        var excess = (1 / variance) + (6 * (variance - mean) / (mean * mean));
        var z = NormalDistribution.Quantile(0.99);
        var w = z + (((z * z) - 1) * skew / 6) + (((z * z * z) - (3 * z)) * excess / 24) - (((2 * z * z * z) - (5 * z)) * skew * skew / 36);
        Assert.InRange(DemandQuantile.Of(mean, variance, 0.01, long.MaxValue), mean + (deviation * w) - 2 - (deviation / 500), mean + (deviation * w) + 2 + (deviation / 500));
    }

    [Fact]
    public void Of_MoreThanThereIs_IsWhatThereIs() => Assert.Equal(7, DemandQuantile.Of(1e5, 1e9, 0.01, 7));

    [Fact]
    public void Of_AnyMeanAndSpread_TakesSomeThousandsOfStepsAtMost()
    {
        // Counted in work, not in time on a clock: the extremes below would take 10^9 steps term by term.
        foreach (var mean in new[] { 1e-6, 1e-3, 1, 1e3, 1e5 })
        {
            foreach (var spread in new[] { 1, 2, 1e3, 1e6, 1e8 })
            {
                var units = DemandQuantile.Of(mean, mean * spread, 1e-9, long.MaxValue);
                Assert.True(units >= 0);
            }
        }
    }
}
