using InventorySync.Channels;

namespace InventorySync.Intake;

/// <summary>How long a failing channel is left alone.</summary>
public sealed class BackOffTests
{
    private static readonly RetryOptions Options = new() { DelayMin = TimeSpan.FromSeconds(2), DelayMax = TimeSpan.FromSeconds(30), Factor = 3 };

    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 0, 6)]
    [InlineData(3, 0.5, 13.5)]
    [InlineData(4, 0, 30)]
    [InlineData(int.MaxValue, 0, 30)]
    public void Delay_Failures_GrowsUpToTheLimitAndLosesUpToHalf(int failures, double random, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), BackOff.Delay(Options, failures, random));

    [Fact]
    public void Delay_OptionsOfZero_NeverBecomesATightLoop() =>
        Assert.Equal(TimeSpan.FromMilliseconds(100), BackOff.Delay(new RetryOptions { DelayMin = TimeSpan.Zero, DelayMax = TimeSpan.Zero }, 1, 0));
}
