using InventorySync.Catalog;
using InventorySync.Scheduling;
using Microsoft.Extensions.Logging;

namespace InventorySync.Processes;

/// <summary>Reads the catalogue again after other processes changed it: beside the feed, since a large one takes its time.</summary>
/// <remarks>Asking is safe from any thread, also before the start and after the end.</remarks>
internal sealed partial class CatalogReload : ILoop, IDisposable
{
    // An import elsewhere saves many times: it is read again now and then meanwhile, and not each time.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FaultDelay = TimeSpan.FromSeconds(5);

    private readonly InventoryCatalog _catalog;
    private readonly bool _isShared;
    private readonly LoopRuntime _runtime;
    private readonly ILogger _logger;
    private readonly AsyncSignal _asked;
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    /// <param name="catalog">What is read again.</param>
    /// <param name="isShared">Whether there are other processes; nothing runs where there are none.</param>
    /// <param name="runtime">Time and waiting.</param>
    /// <param name="logger">Hears of failures.</param>
    public CatalogReload(InventoryCatalog catalog, bool isShared, LoopRuntime runtime, ILogger logger)
    {
        _catalog = catalog;
        _isShared = isShared;
        _runtime = runtime;
        _logger = logger;
        _asked = runtime.CreateSignal();
    }

    /// <summary>After the catalogue, which has just read everything.</summary>
    public LoopStage Stage => LoopStage.Engine;

    public void Ask() => _asked.Set();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_isShared)
        {
            _loop = RunAsync(_stopping.Token);
        }

        return Task.CompletedTask;
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
                await _asked.WaitAsync(Timeout.InfiniteTimeSpan, stopping).ConfigureAwait(false);
                var isRead = await ReadAsync(stopping).ConfigureAwait(false);
                await _runtime.DelayAsync(isRead ? Pause : FaultDelay, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task<bool> ReadAsync(CancellationToken stopping)
    {
        try
        {
            await _catalog.ReloadAsync(stopping).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // The loop must outlive any failure of the store; until it succeeds, the catalogue stays as it was.
        catch (Exception fault) when (fault is not OperationCanceledException || !stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NotRead(_logger, FaultDelay, fault);
            _asked.Set();
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(ProcessEvents.CatalogNotRead, LogLevel.Warning, "The catalogue was changed by another process and could not be read; it is tried again in {Delay}.")]
        public static partial void NotRead(ILogger logger, TimeSpan delay, Exception fault);
    }
}
