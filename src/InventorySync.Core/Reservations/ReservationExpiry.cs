using InventorySync.Engine;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Reservations;

/// <summary>Ends holds whose time is over. Whether one really is due is decided by the engine, so that a late pin or extension wins.</summary>
internal sealed partial class ReservationExpiry : ILoop, IDisposable
{
    private const int SweepSizeMax = 256;

    private readonly IStockController _controller;
    private readonly ILedgerStore _ledger;
    private readonly LoopRuntime _runtime;
    private readonly ILogger<ReservationExpiry> _logger;
    private readonly ReservationWake _wake;
    private readonly TimeSpan _sweepInterval;
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    public ReservationExpiry(
        IStockController controller,
        IInventoryStore store,
        LoopRuntime runtime,
        ReservationWake wake,
        IOptions<ReservationOptions> options,
        ILogger<ReservationExpiry> logger)
    {
        _controller = controller;
        _ledger = store.Ledger;
        _runtime = runtime;
        _wake = wake;
        _sweepInterval = options.Value.SweepInterval;
        _logger = logger;
    }

    public LoopStage Stage => LoopStage.Reservations;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = RunAsync(_stopping.Token);
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
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // Reset before looking, so that a hold made in between wakes the loop once more rather than not at all.
                _wake.PlannedAt = DateTimeOffset.MaxValue;
                await SweepAsync(stopping).ConfigureAwait(false);
                var next = await _ledger.ReadNextExpiryAsync(stopping).ConfigureAwait(false);
                await WaitAsync(next, stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop must outlive any failure of the store: a hold that is never freed is stock that is never sold.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogSweepFailed(fault);
                await PauseAsync(stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        IReadOnlyList<Reservation> due;
        do
        {
            due = await _ledger.ReadDueReservationsAsync(_runtime.Now, SweepSizeMax, stopping).ConfigureAwait(false);
            foreach (var reservation in due)
            {
                await _controller.ApplyAsync(StockOperation.Expire(new OperationId(_runtime.NewUuid()), reservation.Id), stopping).ConfigureAwait(false);
            }
        }
        while (due.Count == SweepSizeMax);
    }

    private async Task WaitAsync(DateTimeOffset? next, CancellationToken stopping)
    {
        var now = _runtime.Now;
        var wait = next - now is { } until && until < _sweepInterval ? until : _sweepInterval;
        _wake.PlannedAt = now + wait;
        await _wake.Signal.WaitAsync(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, stopping).ConfigureAwait(false);
    }

    private async Task PauseAsync(CancellationToken stopping)
    {
        try
        {
            await _runtime.DelayAsync(TimeSpan.FromSeconds(1), stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop ends by itself.
        }
    }

    [LoggerMessage(6000, LogLevel.Error, "Looking for expired reservations failed; it is tried again in a second.")]
    private partial void LogSweepFailed(Exception fault);
}
