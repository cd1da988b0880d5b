using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Intake.Inbox;

/// <summary>Works through one channel's inbox, one entry at a time, the oldest first: its own loop, so that a slow channel delays no other.</summary>
internal sealed partial class InboxLoop
{
    /// <summary>Entries read from the store at once.</summary>
    private const int BatchSizeMax = 100;

    /// <summary>After so many failures in a row the channel rather than an entry is at fault: it is left alone for a while.</summary>
    private const int FailuresMax = 3;

    /// <summary>How often keys whose time has passed are forgotten.</summary>
    private static readonly TimeSpan TrimInterval = TimeSpan.FromHours(1);

    /// <summary>How long at most until entries that another process took in, and did not live to work on, are seen.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);

    private readonly SalesChannel _channel;
    private readonly IInboxStore _inbox;
    private readonly InboxWorker _worker;
    private readonly LoopRuntime _runtime;
    private readonly ILogger _logger;
    private readonly AsyncSignal _signal;
    private readonly SharedRuns _drains;
    private int _failuresInRow;
    private DateTimeOffset _trimAt;

    public InboxLoop(SalesChannel channel, IInboxStore inbox, InboxWorker worker, LoopRuntime runtime, ILogger logger)
    {
        _channel = channel;
        _inbox = inbox;
        _worker = worker;
        _runtime = runtime;
        _logger = logger;
        _signal = runtime.CreateSignal();
        _drains = new SharedRuns(runtime, _signal);
    }

    /// <summary>Tells the loop that an entry has come in.</summary>
    public void Wake() => _signal.Set();

    /// <summary>Works through all that waits, what was put off included.</summary>
    /// <returns>Whether the inbox was empty at the end of it.</returns>
    public Task<bool> DrainAsync(CancellationToken cancellationToken) => _drains.AskAsync(cancellationToken);

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var wait = await PassAsync(_drains.Take(), stopping).ConfigureAwait(false);
                if (_failuresInRow >= FailuresMax)
                {
                    await RestAsync(wait, stopping).ConfigureAwait(false);
                }
                else if (!_drains.IsAsked)
                {
                    await _signal.WaitAsync(wait, stopping).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is left stands in the inbox and is worked on after the next start.
        }
        catch (StockControllerStoppedException)
        {
            // Likewise.
        }
        finally
        {
            _drains.Close();
        }
    }

    /// <summary>Works through what is due, or, where somebody asked for it, through everything.</summary>
    /// <returns>How long to wait for the next pass.</returns>
    private async Task<TimeSpan> PassAsync(SharedRuns.Run drain, CancellationToken stopping)
    {
        var isEmptied = false;
        try
        {
            isEmptied = drain.IsAsked
                ? await WorkOnAllAsync(stopping).ConfigureAwait(false)
                : await WorkOnDueAsync(stopping).ConfigureAwait(false);
            await TrimAsync(stopping).ConfigureAwait(false);
            return _failuresInRow >= FailuresMax
                ? BackOffDelay(_failuresInRow - FailuresMax + 1)
                : await NextDueAsync(stopping).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The top of the loop: whatever the store throws, the entries are still there, and the loop tries again.
        catch (Exception fault) when (fault is not (OperationCanceledException or StockControllerStoppedException))
#pragma warning restore CA1031
        {
            Log.Failed(_logger, _channel.Id, fault);
            _failuresInRow = Math.Max(_failuresInRow + 1, FailuresMax);
            return BackOffDelay(_failuresInRow - FailuresMax + 1);
        }
        finally
        {
            drain.End(isEmptied);
        }
    }

    private async Task<bool> WorkOnDueAsync(CancellationToken stopping)
    {
        while (true)
        {
            var due = await _inbox.ReadDueAsync(_channel.Id, _runtime.Now, BatchSizeMax, stopping).ConfigureAwait(false);
            if (due.Count == 0)
            {
                return true;
            }

            // An entry that fails is put off, so that it is not among the next ones due.
            foreach (var entry in due)
            {
                if (!await WorkOnAsync(entry, stopping).ConfigureAwait(false) && _failuresInRow >= FailuresMax)
                {
                    return false;
                }
            }
        }
    }

    private async Task<bool> WorkOnAllAsync(CancellationToken stopping)
    {
        var isEmptied = true;
        var tried = new HashSet<(string Key, int Arrivals)>();
        while (true)
        {
            var waiting = await _inbox.ReadDueAsync(_channel.Id, DateTimeOffset.MaxValue, BatchSizeMax, stopping).ConfigureAwait(false);
            var fresh = waiting.Where(entry => tried.Add((entry.Key, entry.Arrivals))).ToArray();
            if (fresh.Length == 0)
            {
                return isEmptied && waiting.Count == 0;
            }

            foreach (var entry in fresh)
            {
                isEmptied &= await WorkOnAsync(entry, stopping).ConfigureAwait(false);
                if (!isEmptied && _failuresInRow >= FailuresMax)
                {
                    return false;
                }
            }
        }
    }

    private async Task<bool> WorkOnAsync(InboxEntry entry, CancellationToken stopping)
    {
        var isDone = await _worker.WorkOnAsync(entry, stopping).ConfigureAwait(false);
        _failuresInRow = isDone ? 0 : _failuresInRow + 1;
        return isDone;
    }

    private async Task TrimAsync(CancellationToken stopping)
    {
        var now = _runtime.Now;
        if (now >= _trimAt)
        {
            await _inbox.TrimAsync(now, stopping).ConfigureAwait(false);
            _trimAt = now + TrimInterval;
        }
    }

    private async Task<TimeSpan> NextDueAsync(CancellationToken stopping)
    {
        if (await _inbox.ReadNextDueAsync(_channel.Id, stopping).ConfigureAwait(false) is not { } dueAt)
        {
            return LookInterval;
        }

        var wait = dueAt - _runtime.Now;
        return wait > LookInterval ? LookInterval : wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Leaves the channel alone, whatever comes in; only who asks for a drain is served at once.</summary>
    private async Task RestAsync(TimeSpan wait, CancellationToken stopping)
    {
        var until = _runtime.Now + wait;
        while (!_drains.IsAsked && _runtime.Now < until)
        {
            await _signal.WaitAsync(until - _runtime.Now, stopping).ConfigureAwait(false);
        }
    }

    private TimeSpan BackOffDelay(int failures) => RetryDelay.Of(_channel.Options.Retry, failures, _runtime.NextDouble());

    private static partial class Log
    {
        [LoggerMessage(IntakeEvents.InboxFailed, LogLevel.Warning, "The inbox of {Channel} could not be worked on; it is tried again")]
        public static partial void Failed(ILogger logger, ChannelId channel, Exception fault);
    }
}
