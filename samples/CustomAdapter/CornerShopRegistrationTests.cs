using InventorySync.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomAdapter;

/// <summary>The adapter is registered as any other, and gets its client by its channel's name.</summary>
public sealed class CornerShopRegistrationTests
{
    [Fact]
    public void AddChannel_CornerShop_MakesTheAdapterWithItsClient()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("corner-shop", http => http.BaseAddress = new Uri("https://corner-shop.example"));
        services.AddInventorySync(sync => sync
            .UseInMemoryStore()
            .AddChannel<CornerShopAdapter>("corner-shop", channel => channel.QuantityCap = 50));
        using var provider = services.BuildServiceProvider();

        Assert.IsType<CornerShopAdapter>(provider.GetRequiredKeyedService<IChannelAdapter>("corner-shop"));
        Assert.Equal(50, provider.GetRequiredService<IOptionsMonitor<ChannelOptions>>().Get("corner-shop").QuantityCap);
    }
}
