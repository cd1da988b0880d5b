using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Scheduling;

namespace InventorySync.Intake.Polling;

/// <summary>Reads one channel's orders every so often, and at once when asked: the net under its notifications.</summary>
internal sealed class OrderPoller
{
    private readonly SalesChannel _channel;
    private readonly OrderReading _reading;
    private readonly LoopRuntime _runtime;
    private readonly AsyncSignal _signal;
    private readonly SharedRuns _readings;

    public OrderPoller(SalesChannel channel, OrderReading reading, LoopRuntime runtime)
    {
        _channel = channel;
        _reading = reading;
        _runtime = runtime;
        _signal = runtime.CreateSignal();
        _readings = new SharedRuns(runtime, _signal);
    }

    /// <summary>Reads the orders from the cursor to the newest.</summary>
    /// <returns>Whether all were read.</returns>
    public Task<bool> ReadToEndAsync(CancellationToken cancellationToken) => _readings.AskAsync(cancellationToken);

    public async Task RunAsync(CancellationToken stopping)
    {
        var failures = 0;
        try
        {
            // The first reading is due at once: it brings what happened while nothing ran.
            var isDue = _channel.Options.OrderPollInterval is not null;
            while (true)
            {
                var run = _readings.Take();
                if (isDue || run.IsAsked)
                {
                    failures = await ReadAsync(run, stopping).ConfigureAwait(false) ? 0 : failures + 1;
                }

                isDue = !_readings.IsAsked && !await _signal.WaitAsync(Wait(failures), stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The cursor stands at the last page that was applied whole; the next start reads on from there.
        }
        catch (StockControllerStoppedException)
        {
            // Likewise.
        }
        finally
        {
            _readings.Close();
        }
    }

    private async Task<bool> ReadAsync(SharedRuns.Run run, CancellationToken stopping)
    {
        var isRead = false;
        try
        {
            isRead = await _reading.RunAsync(stopping).ConfigureAwait(false);
            return isRead;
        }
        finally
        {
            run.End(isRead);
        }
    }

    private TimeSpan Wait(int failures)
    {
        if (_channel.Options.OrderPollInterval is not { } interval)
        {
            // Who asked for a reading that failed asks again when it is needed.
            return Timeout.InfiniteTimeSpan;
        }

        if (failures > 0)
        {
            var delay = RetryDelay.Of(_channel.Options.Retry, failures, _runtime.NextDouble());
            return delay < interval ? delay : interval;
        }

        // Up to a tenth less, so that many processes and channels don't all read at the same moment.
        return interval * (1 - (_runtime.NextDouble() / 10));
    }
}
