using InventorySync.Broadcast;
using InventorySync.Broadcast.Dispatch;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Intake.Orders;
using InventorySync.Scheduling;
using InventorySync.Storage.Coordination;
using Microsoft.Extensions.Logging;

namespace InventorySync.Processes;

/// <summary>Passes what other processes changed on to the parts of this one. Idle where the store serves one process.</summary>
internal sealed partial class ChangeFeed : ILoop, IDisposable
{
    private static readonly TimeSpan FaultDelay = TimeSpan.FromSeconds(1);

    private readonly IStoreCoordination? _coordination;
    private readonly BroadcastSignals _signals;
    private readonly ChangeSignals _stockSignals;
    private readonly BroadcastLoop _broadcast;
    private readonly IntakeLoops _intake;
    private readonly ListingIndex _listings;
    private readonly CatalogReload _catalog;
    private readonly LoopRuntime _runtime;
    private readonly ILogger _logger;
    private readonly AsyncSignal _begun;
    private readonly CancellationTokenSource _stopping = new();
    private DateTimeOffset _heardAt;
    private bool _isBehind;
    private Task _loop = Task.CompletedTask;

    public ChangeFeed(
        IStoreCoordination? coordination,
        BroadcastSignals signals,
        ChannelRegistry channels,
        BroadcastLoop broadcast,
        IntakeLoops intake,
        ListingIndex listings,
        CatalogReload catalog,
        LoopRuntime runtime,
        ILogger logger)
    {
        _coordination = coordination;
        _signals = signals;
        _stockSignals = new ChangeSignals(signals, channels);
        _broadcast = broadcast;
        _intake = intake;
        _listings = listings;
        _catalog = catalog;
        _runtime = runtime;
        _logger = logger;
        _begun = runtime.CreateSignal();
    }

    public LoopStage Stage => LoopStage.Changes;

    /// <summary>Returns once the watch stands or has failed, so that what starts after it and reads the store misses nothing.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_coordination is { } coordination)
        {
            _heardAt = _runtime.Now;
            _loop = RunAsync(coordination, _stopping.Token);
            await _begun.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        return _loop.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(IStoreCoordination coordination, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await WatchAsync(coordination, stopping).ConfigureAwait(false);
                _begun.Set();
                await _runtime.DelayAsync(FaultDelay, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task WatchAsync(IStoreCoordination coordination, CancellationToken stopping)
    {
        try
        {
            await foreach (var batch in coordination.WatchAsync(stopping).ConfigureAwait(false))
            {
                if (_isBehind)
                {
                    // The watch stands again: whatever happened in between was told to nobody here.
                    _isBehind = false;
                    Log.Stands(_logger);
                    Miss();
                }

                Pass(batch);
                _heardAt = _runtime.Now;
                _begun.Set();
            }
        }
#pragma warning disable CA1031 // The loop must outlive any failure of the store: it watches anew, and then looks at everything.
        catch (Exception fault) when (fault is not OperationCanceledException || !stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Failed(_logger, FaultDelay, fault);
        }

        _isBehind = true;
    }

    private void Pass(IReadOnlyList<StoreChange> batch)
    {
        _signals.CommitBegin();
        try
        {
            // The orders first: a dispatcher that wakes up in between must not take the channel's own sale for somebody else's.
            foreach (var change in batch)
            {
                if (IsOrder(change.Kind))
                {
                    _stockSignals.Pass(change);
                }
            }

            foreach (var change in batch)
            {
                if (!IsOrder(change.Kind))
                {
                    Pass(change);
                }
            }
        }
        finally
        {
            _signals.CommitEnd();
        }
    }

    private static bool IsOrder(StoreChangeKind kind) => kind is StoreChangeKind.OwnOrder or StoreChangeKind.OwnOrderShipped;

    private void Pass(in StoreChange change)
    {
        switch (change.Kind)
        {
            case StoreChangeKind.Stock or StoreChangeKind.Sold:
                _stockSignals.Pass(change);
                break;
            case StoreChangeKind.Catalog:
                _catalog.Ask();
                break;
            case StoreChangeKind.Inbox:
                _intake.Wake(change.Channel);
                break;
            case StoreChangeKind.Listing or StoreChangeKind.ChannelSwitch or StoreChangeKind.Resync or StoreChangeKind.FullResync:
                _broadcast.Find(change.Channel)?.Notice(change);
                break;
            default:
                // Kinds of a later version included.
                Miss();
                break;
        }
    }

    private void Miss()
    {
        _catalog.Ask();
        _listings.Forget();
        foreach (var seat in _broadcast.All)
        {
            seat.Miss(_heardAt);
            _intake.Wake(seat.Channel);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(ProcessEvents.WatchFailed, LogLevel.Warning, "What other processes change is not heard of; it is tried again in {Delay}, and then everything is looked at.")]
        public static partial void Failed(ILogger logger, TimeSpan delay, Exception fault);

        [LoggerMessage(ProcessEvents.WatchStands, LogLevel.Information, "What other processes change is heard of again; everything is looked at once.")]
        public static partial void Stands(ILogger logger);
    }
}
