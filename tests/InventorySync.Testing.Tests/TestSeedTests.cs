using Xunit.Sdk;

namespace InventorySync.Testing.Tests;

public sealed class TestSeedTests
{
    [Fact]
    public void Run_FailingTest_NamesTheSeedAndHowToReplayIt()
    {
        var seen = 0;

        var failure = Assert.Throws<XunitException>(() => TestSeed.Run(seed =>
        {
            seen = seed;
            throw new FormatException("the cause");
        }));

        Assert.Contains($"INVENTORYSYNC_SEED={seen}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the cause", failure.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(failure.InnerException);
    }

    [Fact]
    public async Task RunAsync_FailingTest_NamesTheSeedAndHowToReplayIt()
    {
        var seen = 0;

        var failure = await Assert.ThrowsAsync<XunitException>(() => TestSeed.RunAsync(seed =>
        {
            seen = seed;
            return Task.FromException(new FormatException("the cause"));
        }));

        Assert.Contains($"INVENTORYSYNC_SEED={seen}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_PassingTest_Passes()
    {
        var ran = 0;
        await TestSeed.RunAsync(_ => Task.FromResult(++ran));
        TestSeed.Run(_ => ran++);

        Assert.Equal(2, ran);
    }
}
