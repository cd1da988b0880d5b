using InventorySync.Broadcast;
using InventorySync.Engine;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Demand;

/// <summary>
/// Fills the <see cref="DemandBook"/>: from the ledger when it is first needed, from this process's commits as they happen, and where
/// several processes share the store from the ledger again every so often.
/// </summary>
/// <remarks>
/// Where a rule needs it from the start, the dispatchers wait for it: quantities without it would be too high. The observer runs on
/// the writer's loop and notes only.
/// </remarks>
internal sealed partial class DemandFeed : ILoop, ICommitObserver, IDisposable
{
    /// <summary>How far back the ledger is read: what sells less than an order in that time needs no units held back.</summary>
    public static readonly TimeSpan History = TimeSpan.FromDays(3);

    /// <summary>How often the ledger is looked at for the sales of other processes.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    // A movement may be committed some time after the moment that it carries, and by another clock.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FaultDelay = TimeSpan.FromSeconds(5);

    // How many sales of one article are sorted by time at once when the ledger, which is ordered by place, is read.
    private const int SalesMax = 10_000;

    private readonly DemandBook _book;
    private readonly bool _isNeededAtStart;
    private readonly IInventoryStore _store;
    private readonly BroadcastSignals _signals;
    private readonly LoopRuntime _runtime;
    private readonly ILogger _logger;
    private readonly AsyncSignal _asked;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly SeenMovements _seen = new();
    private readonly List<Sale> _committed = [];
    private volatile bool _isFilled;
    private DateTimeOffset _readUntil;
    private DateTimeOffset _agedAt;
    private Task _loop = Task.CompletedTask;

    /// <param name="book">Is filled.</param>
    /// <param name="isNeededAtStart">Whether a rule goes by it from the start.</param>
    /// <param name="store">Has the ledger.</param>
    /// <param name="signals">Told once it is filled later than at the start.</param>
    /// <param name="runtime">Time and waiting.</param>
    /// <param name="logger">Hears of failures.</param>
    public DemandFeed(DemandBook book, bool isNeededAtStart, IInventoryStore store, BroadcastSignals signals, LoopRuntime runtime, ILogger logger)
    {
        _book = book;
        _isNeededAtStart = isNeededAtStart;
        _store = store;
        _signals = signals;
        _runtime = runtime;
        _logger = logger;
        _asked = runtime.CreateSignal();
        book.Asked = _asked.Set;
    }

    /// <summary>After the tables are made, and before the dispatchers reckon.</summary>
    public LoopStage Stage => LoopStage.Engine;

    private bool IsShared => _store.Coordination is not null;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_isNeededAtStart)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        _loop = RunAsync(_stopping.Token);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        return _loop.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    public void OnCommitted(CommitBatch batch, IReadOnlyList<Level> levelsAfter)
    {
        if (!_book.IsKept || batch.Movements.Count == 0)
        {
            return;
        }

        if (_isFilled && !IsShared)
        {
            Sale.Collect(batch, _committed);
        }
        else
        {
            foreach (var draft in batch.Movements)
            {
                NoteOnce(batch.Place(draft, levelsAfter[draft.Level]), _committed);
            }
        }

        _book.Note(_committed);
        _committed.Clear();
    }

    public void OnFound(RecordedOperation recorded, bool isRepeat)
    {
        // A repeat was counted when it was applied, or is read from the ledger like all that other processes apply.
        if (!_book.IsKept || isRepeat)
        {
            return;
        }

        foreach (var movement in recorded.Movements)
        {
            NoteOnce(movement, _committed);
        }

        _book.Note(_committed);
        _committed.Clear();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (_isFilled)
                {
                    // Alone on the store, the commits tell everything from here on.
                    await _runtime.DelayAsync(IsShared ? PollInterval : Timeout.InfiniteTimeSpan, stopping).ConfigureAwait(false);
                    await ReadAsync(_readUntil - Overlap, stopping).ConfigureAwait(false);
                    continue;
                }

                await _asked.WaitAsync(Timeout.InfiniteTimeSpan, stopping).ConfigureAwait(false);
                await FillAsync(stopping).ConfigureAwait(false);
                _signals.EverythingChanged();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop must outlive any failure of the store: what was not read is read the next time.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.NotRead(_logger, FaultDelay, fault);
                _asked.Set();
                await PauseAsync(stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task PauseAsync(CancellationToken stopping)
    {
        try
        {
            await _runtime.DelayAsync(FaultDelay, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The loop ends by itself.
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        // Commits from here on are noted, whether or not the ledger shows them too.
        _book.Keep();
        var count = await ReadAsync(_runtime.Now - History, cancellationToken).ConfigureAwait(false);
        _isFilled = true;
        Log.Filled(_logger, count, History);
    }

    private async Task<int> ReadAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var (until, count) = (_runtime.Now, 0);
        List<Sale> sales = [];
        await foreach (var movement in _store.Ledger.ReadMovementsAsync(new MovementQuery { RecordedFrom = from }, cancellationToken).ConfigureAwait(false))
        {
            if (sales.Count > 0 && (sales[0].Sku != movement.Sku || sales.Count >= SalesMax))
            {
                count += Take(sales);
            }

            NoteOnce(movement, sales);
        }

        count += Take(sales);
        _readUntil = until;
        Age(until);
        return count;
    }

    // The ledger is ordered by place; rates need the order of time.
    private int Take(List<Sale> sales)
    {
        var count = sales.Count;
        sales.Sort(static (a, b) => a.PlacedAt.CompareTo(b.PlacedAt));
        _book.Note(sales);
        sales.Clear();
        return count;
    }

    private void NoteOnce(Movement movement, List<Sale> sales)
    {
        if (Sale.In(movement) is not { } sale)
        {
            return;
        }

        bool isFirst;
        lock (_lock)
        {
            isFirst = _seen.Add(new LevelKey(movement.Sku, movement.Location), movement.Version);
        }

        if (isFirst)
        {
            sales.Add(sale);
        }
    }

    private void Age(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!IsShared || now - _agedAt > Overlap + Overlap)
            {
                _agedAt = now;
                _seen.Age();
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(DemandEvents.Filled, LogLevel.Information, "Demand is estimated from {Sales} sales of the last {History} on.")]
        public static partial void Filled(ILogger logger, int sales, TimeSpan history);

        [LoggerMessage(DemandEvents.NotRead, LogLevel.Warning, "Sales could not be read from the ledger; it is tried again in {Delay}.")]
        public static partial void NotRead(ILogger logger, TimeSpan delay, Exception fault);
    }
}
