using InventorySync.Testing;
using PosIntegration.Report;

namespace PosIntegration.Tests.Report;

public sealed class LiveTableTests
{
    [Fact]
    public async Task ShowAsync_ToAFile_PrintsABlockEveryFewSecondsWithoutEscapeCodes()
    {
        using var output = new StringWriter();
        var wall = new VirtualTimeProvider();
        var live = new LiveTable(Screen.Of(output), wall);
        var reads = 0;

        await live.RunAsync(async () =>
        {
            for (var second = 0; second < 11; second++)
            {
                wall.Advance(TimeSpan.FromSeconds(1));
                await live.ShowAsync(() =>
                {
                    reads++;
                    return Task.FromResult(Samples.Progress);
                });
            }
        });

        var text = output.ToString();
        Assert.Equal(2, reads);
        Assert.DoesNotContain('\u001b', text);
        Assert.Contains("2010-12-01 12:30  10 of 40 events  8 sales  2.0 s  4.0 sales/s", text, StringComparison.Ordinal);
        var row = text.Split('\n').First(line => line.Contains("shopify-sim", StringComparison.Ordinal));
        Assert.Equal(
            ["shopify-sim", "5", "20", "2,982", "61", "7", "350 ms", "3.0 min", "4", "2", "9", "6"],
            row.Split("  ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
