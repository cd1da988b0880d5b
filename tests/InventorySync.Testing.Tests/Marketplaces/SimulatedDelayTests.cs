using InventorySync.Testing.Marketplaces;

namespace InventorySync.Testing.Tests.Marketplaces;

public sealed class SimulatedDelayTests
{
    [Fact]
    public void Draw_Spread_HasItsPercentilesAndItsBound()
    {
        var delay = SimulatedDelay.Spread(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));
        var random = new Random(1);

        var drawn = Enumerable.Range(0, 100_000).Select(_ => delay.Draw(random)).Order().ToArray();

        // A fixed seed: the bounds only say how close 100,000 draws come.
        Assert.InRange(drawn[50_000].TotalSeconds, 1.95, 2.05);
        Assert.InRange(drawn[99_000].TotalSeconds, 28, 32);
        Assert.True(drawn[^1] <= delay.Max);
        Assert.All(drawn, one => Assert.Equal(0, one.Ticks % TimeSpan.TicksPerMillisecond));
    }

    [Fact]
    public void Draw_FixedOrNone_IsTheSameEachTime()
    {
        var random = new Random(1);

        Assert.Equal(TimeSpan.Zero, SimulatedDelay.None.Draw(random));
        Assert.Equal(TimeSpan.FromMilliseconds(2), SimulatedDelay.Fixed(TimeSpan.FromMilliseconds(1.5)).Draw(random));
        Assert.Equal(new Random(1).Next(), random.Next());
    }

    [Fact]
    public void Spread_PercentilesCrossed_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SimulatedDelay.Spread(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)));
}
