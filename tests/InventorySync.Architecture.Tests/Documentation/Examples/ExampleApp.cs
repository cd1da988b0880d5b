using InventorySync.Catalog;
using InventorySync.DependencyInjection;
using InventorySync.Engine;
using InventorySync.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Architecture.Tests.Documentation.Examples;

/// <summary>A running inventory in memory, with one location, for the examples that the pages show.</summary>
internal sealed class ExampleApp : IAsyncDisposable
{
    private readonly IHost _host;

    private ExampleApp(IHost host) => _host = host;

    public IStockController Stock => Get<IStockController>();

    public static async Task<ExampleApp> StartAsync(Action<InventorySyncBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddInventorySync(sync =>
        {
            sync.UseInMemoryStore();
            configure?.Invoke(sync);
        });
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<ICatalog>().SaveAsync(new Location { Id = new LocationId("store-1") });
        return new ExampleApp(host);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
