using System.Runtime.CompilerServices;
using InventorySync.Catalog;
using InventorySync.DependencyInjection;
using InventorySync.Engine;
using InventorySync.Load.Workload;
using InventorySync.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Load.Subjects;

/// <summary>The library as an application uses it: registered, started, asked through <see cref="IStockController"/>.</summary>
internal sealed class InventorySyncSubject : ISubject
{
    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;
    private readonly IStockController _controller;
    private readonly KeyForm _keys;
    private readonly LocationId _location = new(Catalogue.Location);
    private readonly Sku[] _skus = [.. Enumerable.Range(0, Catalogue.All).Select(sku => new Sku(Catalogue.NameOf(sku)))];

    private InventorySyncSubject(ServiceProvider services, KeyForm keys)
    {
        _services = services;
        _hosted = [.. services.GetServices<IHostedService>()];
        _controller = services.GetRequiredService<IStockController>();
        _keys = keys;
    }

    public static async Task<InventorySyncSubject> StartAsync(Action<InventorySyncBuilder> chooseStore, KeyForm keys)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddInventorySync(chooseStore);
        var subject = new InventorySyncSubject(services.BuildServiceProvider(), keys);
        foreach (var service in subject._hosted)
        {
            await service.StartAsync(CancellationToken.None);
        }

        return subject;
    }

    /// <summary>Receives the stock of the catalogue.</summary>
    public async Task ReceiveAsync()
    {
        await _services.GetRequiredService<ICatalog>().SaveAsync(new Location { Id = _location });
        foreach (var skus in _skus.Index().Chunk(500))
        {
            await Task.WhenAll(skus.Select(sku => _controller.ApplyAsync(
                StockOperation.Receive(OperationId.New(TimeProvider.System), new StockLine(sku.Item, Catalogue.OnHandOf(sku.Index), _location))).AsTask()));
        }
    }

    // The pool keeps what this method itself would allocate while it waits out of the library's figures.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer> SellAsync(Sale sale)
    {
        var id = _keys == KeyForm.Sorted ? new OperationId(sale.ToUuid()) : new OperationId(sale.ToText());
        var outcome = await _controller.ApplyAsync(StockOperation.Sell(id, new StockLine(_skus[sale.Sku], 1, _location)));
        return outcome.Status switch
        {
            OutcomeStatus.Applied when outcome.IsRepeat => Answer.Repeated,
            OutcomeStatus.Applied => Answer.Sold,
            OutcomeStatus.InsufficientStock => Answer.Refused,
            _ => throw new InvalidOperationException($"A plain sale ended as {outcome}."),
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _hosted.Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
