using System.Diagnostics;
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

        Assert.Equal(SeedRun.Run(4).Hash, SeedRun.Run(4, output: output).Hash);
        Assert.Contains("commit", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_InAnotherProcess_IsTheSame()
    {
        // Hash codes of strings differ from process to process: whatever depends on their order shows here and nowhere else.
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(SeedRun).Assembly.Location, "--replay", "5"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(SeedRun.Run(5).ToString(), output.TrimEnd());
    }

    [Fact]
    public void Run_OfTwoSeeds_Differs() => Assert.NotEqual(SeedRun.Run(1).Hash, SeedRun.Run(2).Hash);
}
