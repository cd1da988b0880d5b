using InventorySync.Catalog;
using InventorySync.Engine;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PosIntegration.Audit;
using PosIntegration.Replay;

namespace PosIntegration.Tests.Audit;

/// <summary>A stock controller in memory with the sample's one location.</summary>
internal sealed class TestInventory : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddInventorySync(sync => sync.UseInMemoryStore()).BuildServiceProvider();

    public IStockController Stock => _services.GetRequiredService<IStockController>();

    public IInventoryStore Store => _services.GetRequiredService<IInventoryStore>();

    public async Task StartAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        await _services.GetRequiredService<ICatalog>().SaveAsync(new Location { Id = Warehouse.Location });
    }

    public Task<LedgerBook> ReadBookAsync() => LedgerBook.ReadAsync(Store.Ledger, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
