using InventorySync.Simulation.Running;

namespace InventorySync.Simulation;

/// <summary>A seed is worth keeping only if it always leads to the same world.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    public void Run_OfOneSeedTwice_IsTheSameEventByEvent(int seed)
    {
        var first = SeedRun.Run(seed);
        var second = SeedRun.Run(seed);

        Assert.True(first.Passed, first.ToString());
        Assert.Equal((first.Hash, first.Events), (second.Hash, second.Events));
    }

    [Fact]
    public void Run_ReadAlong_IsTheSameAsUnread()
    {
        using var output = new StringWriter();

        Assert.Equal(SeedRun.Run(4).Hash, SeedRun.Run(4, output).Hash);
        Assert.Contains("commit", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OfTwoSeeds_Differs() => Assert.NotEqual(SeedRun.Run(1).Hash, SeedRun.Run(2).Hash);
}
