using System.Diagnostics;

namespace InventorySync.Benchmarks.Measuring;

/// <summary>A fixed number of callers, each of which asks again as soon as it has its answer.</summary>
internal static class ClosedLoop
{
    /// <param name="callers">How many.</param>
    /// <param name="duration">How long.</param>
    /// <param name="ask">One call of one caller; the second argument counts the caller's calls.</param>
    public static async Task<Figures> RunAsync(int callers, TimeSpan duration, Func<int, int, ValueTask> ask)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller, watch, duration, ask))));
        var elapsed = watch.Elapsed;
        var calls = counts.Sum(count => (long)count);
        return new Figures
        {
            PerSecond = calls / elapsed.TotalSeconds,
            BytesEach = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)calls,
        };
    }

    private static async Task<int> CallAsync(int caller, Stopwatch watch, TimeSpan duration, Func<int, int, ValueTask> ask)
    {
        var calls = 0;
        while (watch.Elapsed < duration)
        {
            await ask(caller, calls++);
        }

        return calls;
    }
}
