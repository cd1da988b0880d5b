using System.Text.RegularExpressions;
using InventorySync.Buffers;
using InventorySync.Channels;
using InventorySync.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

/// <summary>The example in docs/settings.md is one that works.</summary>
public sealed class SettingsPageTests
{
    [Fact]
    public void Example_Bound_IsFreeOfFaultsAndHasTheDefaults()
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddInventorySync(Settings.Configuration(Example()), sync => sync.UseInMemoryStore().AddChannel<SilentAdapter>("my-shop"))
            .BuildServiceProvider();

        Assert.Empty(services.FaultsAtStart());
        Assert.Equal(7, services.GetRequiredService<BufferRuleSet>().All.Count);
        Assert.Equivalent(new EngineOptions(), services.GetRequiredService<IOptions<EngineOptions>>().Value);
        var channel = services.Of("my-shop");
        Assert.Equivalent(new RetryOptions(), channel.Retry);
        Assert.Equivalent(new BreakerOptions(), channel.Breaker);
        Assert.Equal(["main", "store-1"], channel.Locations);
    }

    [Fact]
    public void Example_ChannelSettings_AreAllThatThereAre()
    {
        var channel = Settings.Configuration(Example()).GetSection("InventorySync:Channels:my-shop");

        Assert.Equal(
            typeof(ChannelOptions).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal),
            channel.GetChildren().Select(setting => setting.Key).Order(StringComparer.Ordinal));
    }

    private static string Example()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var page = Path.Combine(folder.FullName, "docs", "settings.md");
            if (File.Exists(page))
            {
                return Regex.Match(File.ReadAllText(page), "```json\n(?<json>.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(10)).Groups["json"].Value;
            }
        }

        throw new InvalidOperationException($"No docs/settings.md above {AppContext.BaseDirectory}: run the tests from inside the repository.");
    }
}
