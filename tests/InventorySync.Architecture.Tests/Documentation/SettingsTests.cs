using System.Reflection;
using System.Text;
using InventorySync.Architecture.Tests.Documentation.Examples;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.DependencyInjection;
using InventorySync.Engine;
using InventorySync.Intake;
using InventorySync.Publishing;
using InventorySync.Reservations;
using InventorySync.Stock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace InventorySync.Architecture.Tests.Documentation;

/// <summary>The settings that the README shows are settings that exist, and every setting that exists is explained.</summary>
public sealed class SettingsTests
{
    private static readonly Type[] Sections =
    [
        typeof(EngineOptions), typeof(ReservationOptions), typeof(IntakeOptions), typeof(BroadcastOptions), typeof(ChannelOptions), typeof(RetryOptions),
        typeof(BreakerOptions), typeof(BlastRadiusOptions), typeof(ChannelDescriptor),
    ];

    public static TheoryData<string> Properties =>
    [
        .. Sections.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Select(property => property.Name).Distinct(),
    ];

    [Fact]
    public async Task Readme_Settings_AreAcceptedAtStartAndTakeEffect()
    {
        var configuration = ReadmeConfiguration();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddInventorySync(configuration, sync =>
        {
            sync.UseInMemoryStore();
            foreach (var channel in configuration.GetSection("InventorySync:Channels").GetChildren())
            {
                sync.AddChannel<SilentAdapter>(channel.Key);
            }
        });
        using var host = builder.Build();
        await host.StartAsync();
        var services = host.Services;
        var catalog = services.GetRequiredService<ICatalog>();
        await catalog.SaveAsync(new Location { Id = new LocationId("store-1") });
        await catalog.SaveAsync(new Location { Id = new LocationId("warehouse") });
        await services.GetRequiredService<IStockController>().ApplyAsync(
            StockOperation.Receive(new OperationId("delivery"), new StockLine(new Sku("MUG-01"), 10, new LocationId("warehouse"))));

        var explanation = await services.GetRequiredService<IPublication>().ExplainAsync(new Sku("MUG-01"), new ChannelId("web-shop"));

        Assert.Equal(6, explanation.Published);
        Assert.Contains("safety", explanation.ToString(), StringComparison.Ordinal);
        Assert.Equal(20, services.GetRequiredService<IOptionsMonitor<ChannelOptions>>().Get("web-shop").QuantityCap);
        Assert.Equal(8_192, services.GetRequiredService<IOptions<EngineOptions>>().Value.QueueCapacity);
        await host.StopAsync();
    }

    [Fact]
    public void Readme_Settings_AreAllKnown()
    {
        var section = ReadmeConfiguration().GetSection(InventorySyncBuilder.SectionName);
        Bind<EngineOptions>(section.GetSection("Engine"));
        Bind<ReservationOptions>(section.GetSection("Reservations"));
        Bind<IntakeOptions>(section.GetSection("Intake"));
        Bind<BroadcastOptions>(section.GetSection("Broadcast"));
        foreach (var channel in section.GetSection("Channels").GetChildren())
        {
            Bind<ChannelOptions>(channel);
        }
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Setting_OfAnyPart_IsNamedOnAPage(string name) =>
        Assert.Contains(Page.All.Where(page => page.Name.StartsWith("docs/", StringComparison.Ordinal)), page =>
            File.ReadAllText(page.FullPath) is var text
            && new[] { $"`{name}`", $"`{name}:", $":{name}`" }.Any(mention => text.Contains(mention, StringComparison.Ordinal)));

    private static IConfigurationRoot ReadmeConfiguration()
    {
        var json = Page.Readme.Fences.Single(fence => fence.Language == "json").Text;
        return new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
    }

    private static void Bind<T>(IConfigurationSection section)
        where T : class, new()
    {
        Assert.True(section.Exists(), $"The README shows no setting under {section.Path}.");
        section.Bind(new T(), binder => binder.ErrorOnUnknownConfiguration = true);
    }
}
