using System.Diagnostics;
using System.Globalization;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Benchmarks.Broadcast;

/// <summary>Question: how fast does a dispatcher take signals, and how many pushes do 1,000,000 of them on 1,000 listings become?</summary>
/// <remarks>The channel takes 250 listings a call, 20 calls a second, and answers after 20 milliseconds.</remarks>
internal static class DispatcherRun
{
    private const int Listings = 1_000;
    private const int Signals = 1_000_000;
    private static readonly ChannelId Channel = new("shop");
    private static readonly LocationId Store = new("store");

    public static async Task RunAsync()
    {
        var skus = Enumerable.Range(0, Listings).Select(i => new Sku(string.Create(CultureInfo.InvariantCulture, $"SKU-{i:0000}"))).ToArray();
        await using var inventory = await InventoryAsync(skus);
        var adapter = inventory.GetRequiredService<InstantChannel>();
        await SignalAsync(inventory, skus);
        await SellAsync(inventory, adapter, skus);
        foreach (var service in inventory.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<ServiceProvider> InventoryAsync(Sku[] skus)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(new InstantChannel(TimeSpan.FromMilliseconds(20)));
        services.AddInventorySync(sync => sync
            .UseInMemoryStore()
            .AddChannel(Channel.Value, (provider, _) => provider.GetRequiredService<InstantChannel>(), options => options.OrderPollInterval = null));
        var provider = services.BuildServiceProvider();
        foreach (var service in provider.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        await provider.GetRequiredService<ICatalog>().SaveAsync(new Location { Id = Store });
        var controller = provider.GetRequiredService<IStockController>();
        foreach (var sku in skus)
        {
            await controller.ApplyAsync(StockOperation.Receive(OperationId.New(TimeProvider.System), new StockLine(sku, 1_000_000, Store)));
        }

        await provider.GetRequiredService<IListings>().SaveAsync([.. skus.Select(sku => new ListingMapping { Channel = Channel, Sku = sku, ExternalId = sku.Value })]);
        await SettledAsync(provider);
        return provider;
    }

    private static async Task SignalAsync(ServiceProvider inventory, Sku[] skus)
    {
        var signals = inventory.GetRequiredService<BroadcastSignals>();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Signals; i++)
        {
            signals.SkuChanged(skus[i % skus.Length]);
        }

        var elapsed = watch.Elapsed;
        await SettledAsync(inventory);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Signals of one thread, nothing changed: {Signals / elapsed.TotalSeconds:N0}/s"));
    }

    private static async Task SellAsync(ServiceProvider inventory, InstantChannel adapter, Sku[] skus)
    {
        var controller = inventory.GetRequiredService<IStockController>();
        var (calls, quantities) = (adapter.Calls, adapter.Quantities);
        var watch = Stopwatch.StartNew();
        const int callers = 256;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < Signals; i += callers)
            {
                await controller.ApplyAsync(StockOperation.Sell(OperationId.New(TimeProvider.System), new StockLine(skus[i % skus.Length], 1, Store)));
            }
        })));
        var sold = watch.Elapsed;
        await SettledAsync(inventory);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Signals:N0} sales on {Listings:N0} listings in {sold.TotalSeconds:0.0} s became {adapter.Quantities - quantities:N0} quantities in {adapter.Calls - calls:N0} calls; the channel was right {(watch.Elapsed - sold).TotalSeconds:0.00} s after the last sale."));
    }

    /// <summary>Waits until the channel shows what it is to show.</summary>
    private static async Task SettledAsync(ServiceProvider inventory)
    {
        ChannelStatus status;
        do
        {
            await Task.Delay(20);
            status = await inventory.GetRequiredService<IBroadcast>().ReadStatusAsync(Channel);
        }
        while (status.Stale > 0 || status.ToCompare > 0 || status.InFlight > 0);
    }
}
