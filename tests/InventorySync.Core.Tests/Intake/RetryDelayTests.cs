using InventorySync.Channels;

namespace InventorySync.Intake;

/// <summary>How long a failing channel is left alone.</summary>
public sealed class RetryDelayTests
{
    [Fact]
    public void Of_SeveralFailures_FollowsTheChannelsBackOff()
    {
        var options = new RetryOptions { DelayMin = TimeSpan.FromSeconds(2), DelayMax = TimeSpan.FromSeconds(30), Factor = 3 };

        Assert.Equal([2, 6, 18, 30, 30], Enumerable.Range(1, 5).Select(failures => RetryDelay.Of(options, failures, 0.5).TotalSeconds));
    }

    [Fact]
    public void Of_OptionsOfZero_NeverBecomesATightLoop() =>
        Assert.Equal(RetryDelay.Floor, RetryDelay.Of(new RetryOptions { DelayMin = TimeSpan.Zero, DelayMax = TimeSpan.Zero }, 1, 0));
}
