using System.Globalization;
using InventorySync.Benchmarks.Measuring;
using InventorySync.Catalog;
using InventorySync.Engine;
using InventorySync.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Benchmarks.Engine;

/// <summary>Question: what does the engine cost, in memory, beside the two forms that people write by hand?</summary>
/// <remarks>
/// All subjects do the same work: look the id up, look whether units are there, take one, note the movement, remember the id.
/// The hand-written forms answer in place, keep everything in one process's memory, and could neither batch a database's
/// transactions nor hold two levels together; the engine's queue and batches are what those cost.
/// </remarks>
internal static class EngineRun
{
    private static readonly LocationId Store = new("store");

    public static async Task RunAsync(int callers, TimeSpan duration, int rounds)
    {
        foreach (var skus in new[] { 1, 10_000 })
        {
            var names = Enumerable.Range(0, skus).Select(i => new Sku(string.Create(CultureInfo.InvariantCulture, $"SKU-{i:00000}"))).ToArray();
            var figures = await Rounds.MeasureAsync(
                [
                    ("InventorySync, in memory", () => EngineAsync(names, callers, duration)),
                    ("one lock around a dictionary", () => LockAsync(names, callers, duration)),
                    ("a SemaphoreSlim per SKU", () => SemaphoreAsync(names, callers, duration)),
                ],
                rounds);
            Table.Print($"Sales of 1 by {callers} callers, {(skus == 1 ? "one hot SKU" : $"{skus:N0} SKUs")}", "sales", figures);
        }
    }

    private static async Task<Figures> EngineAsync(Sku[] skus, int callers, TimeSpan duration)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddInventorySync(sync => sync.UseInMemoryStore());
        await using var provider = services.BuildServiceProvider();
        var host = provider.GetServices<IHostedService>().ToList();
        foreach (var service in host)
        {
            await service.StartAsync(CancellationToken.None);
        }

        await provider.GetRequiredService<ICatalog>().SaveAsync(new Location { Id = Store });
        var controller = provider.GetRequiredService<IStockController>();
        foreach (var sku in skus)
        {
            await controller.ApplyAsync(StockOperation.Receive(OperationId.New(TimeProvider.System), new StockLine(sku, StockLine.QuantityMax, Store)));
        }

        var figures = await ClosedLoop.RunAsync(callers, duration, async (caller, call) =>
        {
            var outcome = await controller.ApplyAsync(StockOperation.Sell(OperationId.New(TimeProvider.System), new StockLine(Pick(skus, caller, call), 1, Store)));
            if (!outcome.IsApplied)
            {
                throw new InvalidOperationException($"A sale that stock covers was not applied: {outcome}.");
            }
        });
        foreach (var service in host)
        {
            await service.StopAsync(CancellationToken.None);
        }

        return figures;
    }

    private static Task<Figures> LockAsync(Sku[] skus, int callers, TimeSpan duration)
    {
        var stock = new HandWrittenStock(skus);
        return ClosedLoop.RunAsync(callers, duration, (caller, call) =>
        {
            stock.SellUnderOneLock(OperationId.New(TimeProvider.System), Pick(skus, caller, call));
            return ValueTask.CompletedTask;
        });
    }

    private static Task<Figures> SemaphoreAsync(Sku[] skus, int callers, TimeSpan duration)
    {
        var stock = new HandWrittenStock(skus);
        return ClosedLoop.RunAsync(callers, duration, (caller, call) => stock.SellUnderSemaphoreAsync(OperationId.New(TimeProvider.System), Pick(skus, caller, call)));
    }

    private static Sku Pick(Sku[] skus, int caller, int call) => skus[(int)(((uint)caller * 2_654_435_761u + (uint)call * 40_503u) % (uint)skus.Length)];
}
