namespace InventorySync.Buffers.Latency;

public sealed class DelayDistributionTests
{
    [Fact]
    public void Lognormal_ReferenceVector_HasItsMeanAndDeviation()
    {
        var delay = DelayDistribution.Lognormal(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(600));
        Assert.Equal(97.923, delay.MeanSeconds, 0.001);
        Assert.Equal(126.301, Math.Sqrt(delay.Variance), 0.001);
        Assert.Equal(60, delay.Quantile(0.5).TotalSeconds, 1e-6);
        Assert.Equal(600, delay.Quantile(0.99).TotalSeconds, 1e-6);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.99, 2.3263478740408408)]
    [InlineData(0.999, 3.0902323061678132)]
    [InlineData(0.01, -2.3263478740408408)]
    [InlineData(0.0000001, -5.199337582192816)]
    public void NormalQuantile_KnownShare_IsTheTablesValue(double share, double z)
    {
        Assert.Equal(z, NormalDistribution.Quantile(share), 1e-9);
        Assert.Equal(share, NormalDistribution.Probability(z), 1e-12);
    }

    [Fact]
    public void AtLeast_Bound_MovesMeanAndQuantilesUpTowardsIt()
    {
        var delay = DelayDistribution.Lognormal(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(600));
        var bounded = delay.AtLeast(TimeSpan.FromSeconds(300));
        Assert.InRange(bounded.MeanSeconds, 300, 300 + delay.MeanSeconds);
        Assert.True(bounded.Variance < delay.Variance);
        Assert.Equal(300, bounded.Quantile(0.5).TotalSeconds, 1e-6);
        Assert.Equal(600, bounded.Quantile(0.99).TotalSeconds, 1e-6);

        // Far out nothing but the bound is left, and far in nothing of it.
        Assert.Equal(1e7, delay.AtLeast(TimeSpan.FromSeconds(1e7)).MeanSeconds, 1);
        Assert.Equal(delay.MeanSeconds, delay.AtLeast(TimeSpan.FromSeconds(0.001)).MeanSeconds, 0.002);
        Assert.Equal(delay.Variance, delay.AtLeast(TimeSpan.FromSeconds(0.001)).Variance, 1);
    }

    [Fact]
    public void AtLeast_AnyBound_AgreesWithTheSumOverTheQuantiles()
    {
        var delay = DelayDistribution.Lognormal(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(90));
        foreach (var bound in new[] { 1.0, 15, 20, 40, 200 })
        {
            var (mean, square) = (0.0, 0.0);
            const int Steps = 200_000;
            for (var i = 0; i < Steps; i++)
            {
                var value = Math.Max(bound, delay.QuantileSeconds((i + 0.5) / Steps));
                (mean, square) = (mean + (value / Steps), square + (value * value / Steps));
            }

            var bounded = delay.AtLeast(TimeSpan.FromSeconds(bound));
            Assert.Equal(mean, bounded.MeanSeconds, mean * 1e-3);
            Assert.Equal(square - (mean * mean), bounded.Variance, (square * 1e-3) + 0.1);
        }
    }

    [Fact]
    public void Lognormal_BadPercentiles_AreRefusedByName()
    {
        Assert.Contains("P99 is 00:00:01, below P50", Assert.Throws<ArgumentOutOfRangeException>(
            () => DelayDistribution.Lognormal(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))).Message, StringComparison.Ordinal);
        Assert.Equal("p50", Assert.Throws<ArgumentOutOfRangeException>(
            () => DelayDistribution.Lognormal(TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1))).ParamName);
        Assert.Contains("Share is 1;", Assert.Throws<ArgumentOutOfRangeException>(() => DelayDistribution.None.Quantile(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lognormal_OneDelay_IsThatDelay()
    {
        var delay = DelayDistribution.Lognormal(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        Assert.Equal((5, 0), (delay.MeanSeconds, delay.Variance));
        Assert.Equal(5, delay.Quantile(0.999).TotalSeconds);
    }
}
