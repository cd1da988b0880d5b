using InventorySync.Load.Databases;
using InventorySync.Load.Measuring;
using InventorySync.Load.Results;
using InventorySync.Load.Workers;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Running;

/// <summary>Measures one subject once: starts its processes, lets them go together, reads the meters, ends them.</summary>
internal static class Round
{
    /// <param name="database">Where.</param>
    /// <param name="workers">One for each process.</param>
    /// <returns>A reading for each window, and what the callers of each worker were told.</returns>
    public static async Task<(IReadOnlyList<Reading> Readings, IReadOnlyList<(int Worker, SalesLog Log, long Told)> Told)> RunAsync(
        ILoadDatabase database, IReadOnlyList<WorkerSettings> workers)
    {
        var processes = new List<WorkerProcess>();
        try
        {
            foreach (var settings in workers)
            {
                processes.Add(await WorkerProcess.StartAsync(settings));
            }

            await Task.WhenAll(processes.Select(process => process.WaitUntilReadyAsync()));
            await using var meter = await database.OpenMeterAsync();
            await Task.WhenAll(processes.Select(process => process.GoAsync()));
            await Task.WhenAll(processes.Select(process => process.WaitUntilMeasuringAsync()));
            var marks = new List<Mark> { await Mark.TakeAsync(meter) };
            WorkerReport?[] ended;
            while ((ended = await Task.WhenAll(processes.Select(process => process.WaitForWindowAsync()))).Contains(null))
            {
                marks.Add(await Mark.TakeAsync(meter));
            }

            await Task.WhenAll(processes.Select(process => process.EndAsync()));
            var reports = ended.Select(report => report!).ToList();
            var readings = marks.Skip(1).Select((mark, i) => Reading(marks[i], mark, reports.ConvertAll(report => report.Windows[i]))).ToList();
            return (readings, [.. workers.Zip(reports, (settings, report) => (settings.Worker, SalesLog.Load(settings.LogFile), report.Told))]);
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
        }
    }

    private static Reading Reading(Mark before, Mark after, IReadOnlyList<WindowReport> windows)
    {
        var latencies = new LatencyHistogram();
        foreach (var window in windows)
        {
            latencies.Add(LatencyHistogram.FromSparse(window.Latencies));
        }

        var sales = Math.Max(1, windows.Sum(window => window.Sales));
        var seconds = windows.Average(window => window.Seconds);
        var callers = windows.Sum(window => window.ProcessorSeconds);
        var server = after.Database.ProcessorSeconds - before.Database.ProcessorSeconds;
        return new Reading
        {
            SalesPerSecond = windows.Sum(window => window.Sales / window.Seconds),
            Latencies = latencies,
            AllocatedBytesPerSale = windows.Sum(window => window.AllocatedBytes) / (double)sales,
            WalBytesPerSale = (after.Database.WalBytes - before.Database.WalBytes) / sales,
            DatabaseCores = server / seconds,
            CallerCores = callers / seconds,
            OtherCores = Math.Max(0, (after.Busy - before.Busy - (after.Own - before.Own) - callers - (server ?? 0)) / seconds ?? 0),
        };
    }

    /// <summary>The meters at the border of two windows.</summary>
    private sealed record Mark(DatabaseReading Database, double? Busy, double Own)
    {
        public static async Task<Mark> TakeAsync(IDatabaseMeter meter) =>
            new(await meter.ReadAsync(), Processors.Busy(), Environment.CpuUsage.TotalTime.TotalSeconds);
    }
}
