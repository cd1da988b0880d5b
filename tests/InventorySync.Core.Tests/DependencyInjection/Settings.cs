using System.Text;
using InventorySync.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

/// <summary>An inventory with settings in JSON and the channels <c>shop</c> and <c>meli-mx</c>.</summary>
internal static class Settings
{
    public static ServiceProvider Inventory(string json, Action<InventorySyncBuilder>? configure = null, Action<ChannelOptions>? shop = null) =>
        new ServiceCollection()
            .AddLogging()
            .AddInventorySync(Configuration(json), sync =>
            {
                sync.UseInMemoryStore().AddChannel<SilentAdapter>("shop", shop).AddChannel<SilentAdapter>("meli-mx");
                configure?.Invoke(sync);
            })
            .BuildServiceProvider();

    public static IConfiguration Configuration(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    public static ChannelOptions Of(this IServiceProvider services, string channel) =>
        services.GetRequiredService<ChannelRegistry>().Get(new ChannelId(channel)).Options;

    /// <summary>What the application's start says is wrong.</summary>
    public static IReadOnlyList<string> FaultsAtStart(this IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return [.. fault.Failures];
        }
        catch (AggregateException faults)
        {
            return [.. faults.InnerExceptions.Cast<OptionsValidationException>().SelectMany(fault => fault.Failures)];
        }
    }
}
