using System.Diagnostics;
using System.Globalization;
using InventorySync.Benchmarks.Measuring;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine.Evaluation;
using InventorySync.Fulfilment;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Benchmarks.Engine;

/// <summary>Question: how many single-line sales can the evaluator decide a second on one core, without a store behind it?</summary>
internal static class EvaluatorRun
{
    private const int BatchSize = 512;
    private static readonly LocationId Store = new("store");

    public static async Task RunAsync(TimeSpan duration, int rounds)
    {
        var subjects = new List<(string, Func<Task<Figures>>)>();
        foreach (var skus in new[] { 1, 10_000, 1_000_000 })
        {
            var plenty = await SetUpAsync(skus, onHand: StockLine.QuantityMax);
            subjects.Add(($"applied, {skus:N0} SKUs", () => Task.FromResult(Decide(plenty, duration))));
        }

        var empty = await SetUpAsync(10_000, onHand: 0);
        subjects.Add(("refused, 10,000 SKUs", () => Task.FromResult(Decide(empty, duration))));
        Table.Print($"The evaluator alone, batches of {BatchSize}, one thread", "sales", await Rounds.MeasureAsync(subjects, rounds));
    }

    private static async Task<(StockEvaluator Evaluator, EvaluationBatch Batch, ICatalogView Catalog, StockOperation[] Sales)> SetUpAsync(int skus, long onHand)
    {
        var runtime = new LoopRuntime(TimeProvider.System, new Random(1));
        var catalog = new InventoryCatalog(new InMemoryInventoryStore(), new BroadcastSignals(), runtime);
        await catalog.SaveAsync(new Location { Id = Store });
        var levels = new LevelCache(4_000_000);
        for (var i = 0; i < skus; i++)
        {
            levels.Store(new Level(Name(i), Store, onHand, 0, 1));
        }

        // More sales than a processor's cache holds, so that spread look-ups cost what they cost.
        var random = new Random(1);
        var sales = Enumerable.Range(0, BatchSize * 64)
            .Select(_ => StockOperation.Sell(new OperationId(runtime.NewUuid()), new StockLine(Name(random.Next(skus)), 1, Store)))
            .ToArray();
        return (new StockEvaluator(new PrioritySourcing(), new ChannelRegistry([]), runtime.NewUuid), new EvaluationBatch(levels), catalog.Current, sales);
    }

    private static Figures Decide((StockEvaluator Evaluator, EvaluationBatch Batch, ICatalogView Catalog, StockOperation[] Sales) set, TimeSpan duration)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        long decided = 0;
        var from = 0;
        while (watch.Elapsed < duration)
        {
            set.Batch.Begin(set.Catalog, DateTimeOffset.UnixEpoch, null);
            for (var i = 0; i < BatchSize; i++)
            {
                set.Evaluator.Evaluate(set.Sales[from + i], set.Batch);
            }

            decided += BatchSize;
            from = (from + BatchSize) % set.Sales.Length;
        }

        return new Figures
        {
            PerSecond = decided / watch.Elapsed.TotalSeconds,
            BytesEach = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)decided,
        };
    }

    private static Sku Name(int index) => new(string.Create(CultureInfo.InvariantCulture, $"SKU-{index:0000000}"));
}
