using InventorySync.Catalog;
using InventorySync.Crash.Databases;
using InventorySync.Crash.Telling;
using InventorySync.Engine;
using InventorySync.Reconciliation;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Crash.Load;

/// <summary>The library as an application uses it: registered, started, asked.</summary>
internal sealed class Inventory : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _started = [];

    private Inventory(ServiceProvider services) => _services = services;

    public IStockController Controller => _services.GetRequiredService<IStockController>();

    public IInventoryStore Store => _services.GetRequiredService<IInventoryStore>();

    public ILedgerVerifier Verifier => _services.GetRequiredService<ILedgerVerifier>();

    /// <param name="database">Which database.</param>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="storeRetries">How often a batch is tried again; null: as is usual.</param>
    public static async Task<Inventory> StartAsync(DatabaseKind database, string connectionString, int? storeRetries = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddInventorySync(sync =>
        {
            _ = database == DatabaseKind.Postgres ? sync.UsePostgreSql(connectionString) : sync.UseSqlite(connectionString);
            if (storeRetries is { } retries)
            {
                sync.Configure<EngineOptions>(options => options.StoreRetriesMax = retries);
            }
        });
        var inventory = new Inventory(services.BuildServiceProvider());
        try
        {
            foreach (var service in inventory._services.GetServices<IHostedService>())
            {
                await service.StartAsync(CancellationToken.None);
                inventory._started.Add(service);
            }
        }
        catch
        {
            await inventory.DisposeAsync();
            throw;
        }

        return inventory;
    }

    /// <summary>Fills the shelves, and writes so to the log.</summary>
    public async Task FillAsync(OutcomeLog log, int others)
    {
        await _services.GetRequiredService<ICatalog>().SaveAsync(new Location { Id = Shop.Location });
        var asks = Enumerable.Range(0, others).Select(number => new AskLine(Shop.Other(number), Shop.OtherUnits)).Prepend(new AskLine(Shop.Hot, Shop.HotUnits))
            .Chunk(100).Select((lines, chunk) => new Ask($"fill-{chunk}", OperationKind.Receive, lines));
        var till = new Till(this, log);
        foreach (var ask in asks)
        {
            await till.AskAsync(ask);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_started))
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
