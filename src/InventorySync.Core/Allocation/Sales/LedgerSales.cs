using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Allocation.Sales;

/// <summary>Counts what channels sold from the ledger: all days at start, one day more after each midnight. Idle where no strategy asks.</summary>
/// <remarks>
/// Days end at midnight of UTC, so that several processes, whenever they started, divide by the same figures. The loop replaces
/// <see cref="Current"/> whole; readers never wait.
/// </remarks>
internal sealed partial class LedgerSales : ISalesShares, ILoop, IDisposable
{
    // What was recorded before midnight may be committed after it, and other processes' clocks differ.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FaultDelay = TimeSpan.FromMinutes(1);

    private readonly IInventoryStore _store;
    private readonly BroadcastSignals _signals;
    private readonly LoopRuntime _runtime;
    private readonly ILogger _logger;
    private readonly int _days;
    private readonly Queue<DaySales> _counted = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile SalesFigures _current = SalesFigures.None;
    private Task _loop = Task.CompletedTask;

    /// <param name="days">How many days count; 0: no strategy asks.</param>
    /// <param name="store">Has the ledger.</param>
    /// <param name="signals">Told of articles whose figures changed.</param>
    /// <param name="runtime">Time and waiting.</param>
    /// <param name="logger">Hears of failures.</param>
    public LedgerSales(int days, IInventoryStore store, BroadcastSignals signals, LoopRuntime runtime, ILogger logger)
    {
        _days = days;
        _store = store;
        _signals = signals;
        _runtime = runtime;
        _logger = logger;
    }

    public SalesFigures Current => _current;

    /// <summary>After the tables are made, and before the dispatchers divide.</summary>
    public LoopStage Stage => LoopStage.Engine;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_days > 0)
        {
            await CountAsync(cancellationToken).ConfigureAwait(false);
            _loop = RunAsync(_stopping.Token);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        return _loop.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var next = _current.Until.AddDays(1) + Slack - _runtime.Now;
                await _runtime.DelayAsync(next > TimeSpan.Zero ? next : TimeSpan.Zero, stopping).ConfigureAwait(false);
                if (!await TryCountAsync(stopping).ConfigureAwait(false))
                {
                    await _runtime.DelayAsync(FaultDelay, stopping).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task<bool> TryCountAsync(CancellationToken stopping)
    {
        try
        {
            var before = _current;
            await CountAsync(stopping).ConfigureAwait(false);
            Signal(_current.Changed(before));
            return true;
        }
#pragma warning disable CA1031 // The loop must outlive any failure of the store; until it succeeds, the figures stay as they were.
        catch (Exception fault) when (fault is not OperationCanceledException || !stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NotCounted(_logger, FaultDelay, fault);
            return false;
        }
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        var now = _runtime.Now - Slack;
        var until = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var first = until.AddDays(-_days);
        while (_counted.TryPeek(out var oldest) && oldest.From < first)
        {
            _counted.Dequeue();
        }

        for (var day = _counted.Count == 0 ? first : _counted.Last().From.AddDays(1); day < until; day = day.AddDays(1))
        {
            _counted.Enqueue(await DaySales.ReadAsync(_store.Ledger, day, cancellationToken).ConfigureAwait(false));
        }

        _current = new SalesFigures(Summed(), _days, until);
    }

    private Dictionary<(Sku, ChannelId), ArticleSales> Summed()
    {
        Dictionary<(Sku, ChannelId), ArticleSales> sums = [];
        foreach (var day in _counted)
        {
            foreach (var (key, sales) in day.Sales)
            {
                var sum = sums.GetValueOrDefault(key);
                sums[key] = new ArticleSales(sum.Units + sales.Units, sales.LastAt ?? sum.LastAt);
            }
        }

        // More can come back in these days than was sold in them.
        foreach (var key in sums.Where(sum => sum.Value.Units < 0).Select(sum => sum.Key).ToList())
        {
            sums[key] = sums[key] with { Units = 0 };
        }

        return sums;
    }

    private void Signal(IReadOnlyList<Sku> changed)
    {
        _signals.CommitBegin();
        try
        {
            foreach (var sku in changed)
            {
                _signals.SkuChanged(sku);
            }
        }
        finally
        {
            _signals.CommitEnd();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(AllocationEvents.SalesNotCounted, LogLevel.Warning, "Yesterday's sales could not be counted, and stock is divided by older ones; it is tried again in {Delay}.")]
        public static partial void NotCounted(ILogger logger, TimeSpan delay, Exception fault);
    }
}
