using InventorySync.Catalog;
using InventorySync.Engine;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Testing.Stores;

/// <summary>A whole inventory over a store, registered and started as an application does.</summary>
internal sealed class ControllerUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IInventoryStore _store;
    private int _receipts;

    private ControllerUnderTest(ServiceProvider services, IInventoryStore store)
    {
        _services = services;
        _store = store;
        Controller = services.GetRequiredService<IStockController>();
    }

    public IStockController Controller { get; }

    public static async Task<ControllerUnderTest> StartAsync(IInventoryStore store)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(store);
        services.AddInventorySync(_ => { });
        var inventory = new ControllerUnderTest(services.BuildServiceProvider(), store);
        foreach (var service in inventory._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await inventory._services.GetRequiredService<ICatalog>().SaveAsync(new Location { Id = new LocationId("store") }).ConfigureAwait(false);
        return inventory;
    }

    public Task<StockOutcome> ApplyAsync(StockOperation operation) => Controller.ApplyAsync(operation).AsTask();

    public Task<StockOutcome> ReceiveAsync(string sku, long quantity) => ApplyAsync(StockOperation.Receive(
        new OperationId($"receipt-{++_receipts}"), new StockLine(new Sku(sku), quantity, new LocationId("store"))));

    public async Task<Level> LevelAsync(string sku) => (await Controller.ReadLevelsAsync(new Sku(sku)).ConfigureAwait(false))[0];

    public async Task<List<Movement>> MovementsAsync()
    {
        var movements = new List<Movement>();
        await foreach (var movement in _store.Ledger.ReadMovementsAsync(new MovementQuery()).ConfigureAwait(false))
        {
            movements.Add(movement);
        }

        return movements;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await _services.DisposeAsync().ConfigureAwait(false);
        if (_store is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
    }
}
