using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>The small parts that decide when: pacer, breaker, back-off, shares, ranks.</summary>
public sealed class PacingTests
{
    [Fact]
    public void Pacer_BurstThenRate()
    {
        var pacer = new CallPacer(callsPerSecond: 2, burst: 3);

        Close([0, 0, 0, 0.5, 1, 1.5], Times(pacer, 6));
    }

    [Fact]
    public void Pacer_LongPause_SavesUpNoMoreThanTheBurst()
    {
        var pacer = new CallPacer(callsPerSecond: 10, burst: 2);
        Times(pacer, 2);

        Close([3_600, 3_600, 3_600.1], Times(pacer, 3, from: 3_600));
    }

    [Fact]
    public void Pacer_Throttled_WaitsAsAskedAndHalvesItsRateOncePerEpisode()
    {
        var pacer = new CallPacer(callsPerSecond: 8, burst: 1);

        pacer.Throttle(At(10), begunAt: At(9), retryAfter: At(5));
        pacer.Throttle(At(10), begunAt: At(9.5), retryAfter: At(3));

        Assert.Equal(4, pacer.CallsPerSecond, 1e-9);
        Assert.True(pacer.IsThrottled(At(14.9)));
        Assert.Equal(At(15), pacer.NextAt(At(10)));

        pacer.Throttle(At(16), begunAt: At(15.5), retryAfter: null);
        Assert.InRange(pacer.CallsPerSecond, 2, 2.5);
    }

    [Fact]
    public void Pacer_ThrottledOverAndOver_KeepsAFloorAndRecoversWithinAMinute()
    {
        var pacer = new CallPacer(callsPerSecond: 64, burst: 1);
        for (var i = 1; i <= 50; i++)
        {
            pacer.Throttle(At(i / 1000.0), begunAt: At(i / 1000.0), retryAfter: null);
        }

        Assert.InRange(pacer.CallsPerSecond, 1, 1.1);
        pacer.NextAt(At(30));
        Assert.InRange(pacer.CallsPerSecond, 30, 34);
        pacer.NextAt(At(70));
        Assert.Equal(64, pacer.CallsPerSecond);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(1e9)]
    public void Pacer_SenselessWait_IsBounded(double retryAfter)
    {
        var pacer = new CallPacer(callsPerSecond: 2, burst: 1);

        pacer.Throttle(At(0), begunAt: At(0), TimeSpan.FromSeconds(retryAfter));

        Assert.InRange(pacer.NextAt(At(0)), At(0.1), CallPacer.RetryAfterMax);
    }

    [Fact]
    public void Pacer_ClockStandsStillOrGoesBack_LosesNothing()
    {
        var pacer = new CallPacer(callsPerSecond: 1, burst: 1);
        pacer.Take(At(5));

        Assert.False(pacer.CanTake(At(4)));
        Assert.False(pacer.CanTake(At(5.9)));
        Assert.True(pacer.CanTake(At(6)));
    }

    [Fact]
    public void Breaker_Table()
    {
        var breaker = new ChannelBreaker(new BreakerOptions { FailuresMax = 2, BreakTime = At(30) });
        Assert.Equal((BreakerState.Closed, true), (breaker.State(At(0)), breaker.Permits(At(0))));

        Assert.False(breaker.Failed(At(0)));
        Assert.False(breaker.Succeeded());
        Assert.False(breaker.Failed(At(1)));
        Assert.True(breaker.Failed(At(2)));
        Assert.Equal((BreakerState.Open, false, At(32)), (breaker.State(At(31)), breaker.Permits(At(31)), breaker.NextAt));

        // A call that was under way when it opened says nothing new.
        Assert.False(breaker.Failed(At(20)));
        Assert.Equal((BreakerState.HalfOpen, true), (breaker.State(At(32)), breaker.Permits(At(32))));
        breaker.Begin(At(32));
        Assert.False(breaker.Permits(At(33)));
        Assert.Null(breaker.NextAt);
        Assert.False(breaker.Failed(At(34)));
        Assert.Equal((BreakerState.Open, At(64)), (breaker.State(At(63)), breaker.NextAt));

        breaker.Begin(At(64));
        Assert.True(breaker.Succeeded());
        Assert.Equal((BreakerState.Closed, true), (breaker.State(At(65)), breaker.Permits(At(65))));
    }

    [Fact]
    public void Breaker_TrialNotMade_MayBeMadeLater()
    {
        var breaker = new ChannelBreaker(new BreakerOptions { FailuresMax = 1, BreakTime = At(30) });
        breaker.Failed(At(0));
        breaker.Begin(At(30));

        breaker.Withdraw();

        Assert.True(breaker.Permits(At(30)));
    }

    [Theory]
    [InlineData(1, 0.0, 0.5)]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 0.5, 2)]
    [InlineData(5, 0.5, 16)]
    [InlineData(20, 0.5, 300)]
    [InlineData(20, 0.999999, 450)]
    [InlineData(int.MaxValue, 0.0, 150)]
    public void BackOff_Table(int failures, double random, double expectedSeconds) =>
        Assert.Equal(expectedSeconds, BackOff.Delay(new RetryOptions(), failures, random).TotalSeconds, 1e-3 * expectedSeconds);

    [Fact]
    public void BackOff_NoDelay_IsNone() => Assert.Equal(TimeSpan.Zero, BackOff.Delay(new RetryOptions { DelayMin = TimeSpan.Zero }, 50, 0.9));

    [Theory]
    [InlineData(0.2, 200)]
    [InlineData(0.01, 10)]
    [InlineData(0.5, 500)]
    [InlineData(1, 1_000)]
    public void LaneShare_OverManyCalls_IsExact(double share, int bulkCalls)
    {
        var lanes = new LaneShare(share);
        var bulk = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var lane = lanes.Next;
            bulk += lane == Lane.Bulk ? 1 : 0;
            lanes.Note(lane);
        }

        Assert.Equal(bulkCalls, bulk);
    }

    [Fact]
    public void SaleRate_FadesByHalfAnHour()
    {
        var rate = default(SaleRate);
        rate.Note(8, At(0));
        rate.Note(4, SaleRate.HalfLife);

        Assert.Equal(8, rate.At(SaleRate.HalfLife), 1e-9);
        Assert.Equal(2, rate.At(3 * SaleRate.HalfLife), 1e-9);
        Assert.Equal(8, rate.At(At(0)), 1e-9);
    }

    [Fact]
    public void ReadyKey_DropsFirst_NearestZero_FastestSelling_ThenInOrder()
    {
        ReadyKey[] expected =
        [
            new(IsDrop: true, 0, 0, 9),
            new(IsDrop: true, 1, 5, 8),
            new(IsDrop: true, 1, 2, 7),
            new(IsDrop: true, 40, 99, 1),
            new(IsDrop: false, 0, 0, 4),
            new(IsDrop: false, 3, 1, 2),
            new(IsDrop: false, 3, 1, 3),
        ];

        Assert.Equal(expected, expected.Reverse().Order());
    }

    [Fact]
    public void LagSketch_Percentiles_AreWithinAFewPercent()
    {
        var sketch = new LagSketch();
        Assert.Null(sketch.Percentile(0.5));
        for (var i = 1; i <= 1_000; i++)
        {
            sketch.Observe(TimeSpan.FromMilliseconds(i));
        }

        Assert.InRange(sketch.Percentile(0.5)!.Value.TotalMilliseconds, 500, 535);
        Assert.InRange(sketch.Percentile(0.99)!.Value.TotalMilliseconds, 990, 1_060);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public void LagSketch_Extremes_AreKept(long ticks)
    {
        var sketch = new LagSketch();

        sketch.Observe(TimeSpan.FromTicks(ticks));

        Assert.InRange(sketch.Percentile(1)!.Value, TimeSpan.Zero, TimeSpan.FromDays(60));
    }

    [Fact]
    public void LagSketch_OldObservations_Fade()
    {
        var sketch = new LagSketch();
        for (var i = 0; i < LagSketch.CountMax; i++)
        {
            sketch.Observe(TimeSpan.FromSeconds(100));
        }

        for (var i = 0; i < LagSketch.CountMax; i++)
        {
            sketch.Observe(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(sketch.Percentile(0.5)!.Value.TotalSeconds, 0.9, 1.1);
    }

    private static void Close(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-4);
        }
    }

    private static double[] Times(CallPacer pacer, int calls, double from = 0)
    {
        var now = At(from);
        var times = new double[calls];
        for (var i = 0; i < calls; i++)
        {
            var next = pacer.NextAt(now);
            now = next > now ? next : now;
            Assert.True(pacer.CanTake(now));
            pacer.Take(now);
            times[i] = now.TotalSeconds;
        }

        return times;
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
