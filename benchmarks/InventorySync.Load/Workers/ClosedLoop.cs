using System.Diagnostics;
using InventorySync.Load.Measuring;
using InventorySync.Load.Subjects;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Workers;

/// <summary>Callers that ask again as soon as they are answered: first unmeasured, then for one window after the other.</summary>
internal sealed class ClosedLoop
{
    private const int WarmUp = -1;

    // A repeated sale is one of the caller's last so many.
    private const int RepeatsAmong = 1_024;

    private readonly ISubject _subject;
    private readonly WorkerSettings _settings;
    private readonly SalesLog _log;
    private readonly Caller[] _callers;
    private readonly int[]? _ranks;
    private volatile int _window = WarmUp;
    private volatile bool _isOver;

    public ClosedLoop(ISubject subject, WorkerSettings settings)
    {
        _subject = subject;
        _settings = settings;
        _log = new SalesLog(settings.Cell.Callers);
        _ranks = settings.Cell.Scenario == Scenario.Zipf ? SkuPicker.Ranks(settings.Cell.Skus) : null;
        _callers = [.. Enumerable.Range(0, settings.Cell.Callers).Select(_ => new Caller())];
    }

    public SalesLog Log => _log;

    /// <param name="announce">Told of <see cref="Announcement.Measuring"/> and <see cref="Announcement.WindowEnded"/>.</param>
    public async Task<WorkerReport> RunAsync(Action<string> announce)
    {
        var callers = Task.WhenAll(_callers.Select((_, caller) => Task.Run(() => CallAsync(caller))));
        await WaitAsync(_settings.WarmUpSeconds, callers);
        announce(Announcement.Measuring);
        var windows = new List<(double Seconds, long Allocated, double Processor)>();
        do
        {
            var watch = Stopwatch.StartNew();
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var processor = ProcessorSeconds();
            _window = windows.Count;
            await WaitAsync(_settings.Seconds, callers);
            windows.Add((watch.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - allocated, ProcessorSeconds() - processor));
            announce(Announcement.WindowEnded);
        }
        while (windows.Count < _settings.Windows || (windows.Count < _settings.WindowsMax && Told() < _settings.SalesMin));

        _isOver = true;
        await callers;
        return new WorkerReport
        {
            Windows = [.. windows.Select((window, i) => Report(i, window.Seconds, window.Allocated, window.Processor))],
            Told = Told(),
        };
    }

    private static double ProcessorSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    // A caller that failed ends the round at once, with its fault.
    private static async Task WaitAsync(double seconds, Task callers)
    {
        if (await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(seconds)), callers) == callers)
        {
            await callers;
        }
    }

    private async Task CallAsync(int index)
    {
        var caller = _callers[index];
        var cell = _settings.Cell;
        var picker = new SkuPicker(cell, _ranks, ((ulong)_settings.Worker * SaleId.CallersMax) + (ulong)index);
        var repeats = (uint)(cell.DuplicatesPercent * 10_000);
        var earlier = new Sale[repeats > 0 ? RepeatsAmong : 1];
        var call = 0L;
        while (!_isOver)
        {
            var isRepeat = repeats > 0 && call > 0 && picker.NextBelow(1_000_000) < repeats;
            var sale = isRepeat
                ? earlier[picker.NextBelow((uint)Math.Min(call, RepeatsAmong))]
                : new Sale(new SaleId(_settings.Worker, index, call), picker.Next(), TimeProvider.System.GetUtcNow());
            if (!isRepeat)
            {
                earlier[call++ % earlier.Length] = sale;
            }

            var began = Stopwatch.GetTimestamp();
            var answer = await _subject.SellAsync(sale);
            var took = Stopwatch.GetElapsedTime(began);
            var window = _window;
            if (window != WarmUp && !_isOver)
            {
                caller.In(window).Add(took);
            }

            if (answer == Answer.Sold)
            {
                Interlocked.Add(ref caller.Told, _subject.SalesPerCall);
                _log.Add(index, sale.Id.Call);
            }
        }
    }

    private long Told() => _callers.Sum(caller => Interlocked.Read(ref caller.Told));

    private WindowReport Report(int window, double seconds, long allocated, double processor)
    {
        var latencies = new LatencyHistogram();
        foreach (var caller in _callers)
        {
            latencies.Add(caller.In(window));
        }

        return new WindowReport
        {
            Seconds = seconds,
            Sales = latencies.Count * _subject.SalesPerCall,
            AllocatedBytes = allocated,
            ProcessorSeconds = processor,
            Latencies = latencies.ToSparse(),
        };
    }

    /// <summary>What one caller counts, so that callers do not write into each other's memory.</summary>
    private sealed class Caller
    {
        private readonly List<LatencyHistogram> _windows = [];

        public long Told;

        public LatencyHistogram In(int window)
        {
            while (_windows.Count <= window)
            {
                _windows.Add(new LatencyHistogram());
            }

            return _windows[window];
        }
    }
}
