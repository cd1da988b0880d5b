using System.Globalization;
using InventorySync.Engine.Evaluation;
using InventorySync.Stock;

namespace InventorySync.Benchmarks.Engine;

/// <summary>Question: how much memory does the engine keep per level?</summary>
internal static class LevelMemoryRun
{
    private const int Levels = 1_000_000;

    public static void Run()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cache = new LevelCache(2 * Levels);
        var location = new LocationId("store");
        for (var i = 0; i < Levels; i++)
        {
            cache.Store(new Level(new Sku(string.Create(CultureInfo.InvariantCulture, $"SKU-{i:0000000}")), location, 1, 0, 1));
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(cache);
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"The engine's memory at {Levels:N0} levels: {(after - before) / (double)Levels:0} bytes a level, the SKU's text of 11 characters included."));
    }
}
