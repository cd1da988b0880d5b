namespace InventorySync.Buffers.Latency;

public sealed class DelaySketchTests
{
    private static readonly DelayDistribution Expected = DelayDistribution.Lognormal(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(600));

    [Fact]
    public void Snapshot_NothingObserved_IsWhatWasExpected()
    {
        var delay = new DelaySketch(Expected).Snapshot();
        Assert.Equal(Expected.MeanSeconds, delay.MeanSeconds, 1e-9);
        Assert.Equal(Expected.Variance, delay.Variance, 1e-6);
        Assert.InRange(delay.QuantileSeconds(0.5), 59, 64);
        Assert.InRange(delay.QuantileSeconds(0.99), 570, 640);
    }

    [Fact]
    public void Snapshot_ManyObserved_IsWhatWasObserved()
    {
        var sketch = new DelaySketch(Expected);
        for (var i = 0; i < 4_000; i++)
        {
            sketch.Observe(TimeSpan.FromSeconds(2 + (i % 100 == 0 ? 28 : 0)));
        }

        var delay = sketch.Snapshot();
        Assert.InRange(delay.MeanSeconds, 2.2, 2.9);
        Assert.InRange(delay.QuantileSeconds(0.5), 2, 2.1);
        Assert.InRange(delay.QuantileSeconds(0.989), 2, 32);
        Assert.InRange(delay.QuantileSeconds(0.997), 30, 200);
    }

    [Fact]
    public void Snapshot_ChangedWorld_FollowsWithinThousands()
    {
        var sketch = new DelaySketch(Expected);
        for (var i = 0; i < 20_000; i++)
        {
            sketch.Observe(TimeSpan.FromSeconds(i < 10_000 ? 5 : 50));
        }

        Assert.InRange(sketch.Snapshot().MeanSeconds, 45, 50.5);
    }

    // Orders of last year that are imported today took no year to be told.
    [Fact]
    public void Observe_AgesOld_CountsAsTenTimesTheExpectedPercentileAtMost()
    {
        var sketch = new DelaySketch(Expected);
        sketch.Observe(TimeSpan.FromDays(400));
        Assert.InRange(sketch.Snapshot().MeanSeconds, Expected.MeanSeconds, (Expected.MeanSeconds * 20 / 21) + (6_000 / 21.0) + 1);
    }

    [Fact]
    public void AtLeast_Measured_IsTheLargerOfTheTwo()
    {
        var sketch = new DelaySketch(DelayDistribution.None);
        for (var i = 0; i < 1_000; i++)
        {
            sketch.Observe(TimeSpan.FromSeconds(10));
        }

        var delay = sketch.Snapshot().AtLeast(TimeSpan.FromSeconds(60));
        Assert.Equal(60, delay.MeanSeconds, 0.5);
        Assert.Equal(60, delay.QuantileSeconds(0.99), 1e-9);
        Assert.Equal(sketch.Snapshot().MeanSeconds, sketch.Snapshot().AtLeast(TimeSpan.Zero).MeanSeconds);
    }
}
