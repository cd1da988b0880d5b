using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Broadcast;

/// <summary>Writes the lines of the sync log in batches, beside everything else: a run never waits for its line.</summary>
/// <remarks>Adding is safe from any thread. A line is written about a second after it was added; a crash in between loses it, and nothing but the line.</remarks>
internal sealed class SyncLog
{
    /// <summary>How many lines wait at most while the store does not take them; beyond, the oldest are lost.</summary>
    public const int WaitingMax = 10_000;

    private const int BatchSizeMax = 1_000;

    // Long enough to make one write out of a busy second, short enough for somebody who watches.
    private static readonly TimeSpan CollectTime = TimeSpan.FromSeconds(1);

    private readonly IChannelStore _store;
    private readonly int _length;
    private readonly ILogger _logger;
    private readonly AsyncSignal _wake;
    private readonly AsyncSignal _stop;
    private readonly Lock _lock = new();
    private readonly Queue<SyncRun> _waiting = new();
    private int _lost;
    private volatile bool _isStopping;
    private Task _loop = Task.CompletedTask;

    /// <param name="store">Keeps the log.</param>
    /// <param name="length">How many runs of each channel it keeps.</param>
    /// <param name="runtime">Time and waiting.</param>
    /// <param name="logger">Hears of failures.</param>
    public SyncLog(IChannelStore store, int length, LoopRuntime runtime, ILogger logger)
    {
        _store = store;
        _length = length;
        _logger = logger;
        _wake = runtime.CreateSignal();
        _stop = runtime.CreateSignal();
    }

    public void Add(SyncRun run)
    {
        bool isFirst;
        lock (_lock)
        {
            isFirst = _waiting.Count == 0;
            _waiting.Enqueue(run);
            if (_waiting.Count > WaitingMax)
            {
                _waiting.Dequeue();
                _lost++;
            }
        }

        if (isFirst)
        {
            _wake.Set();
        }
    }

    public void Start() => _loop = RunAsync();

    /// <summary>Writes what waits and ends.</summary>
    /// <param name="cancellationToken">The time for it is over: what waits is lost.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        _wake.Set();
        _stop.Set();
        await _loop.WaitAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (!_isStopping)
        {
            await _wake.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None).ConfigureAwait(false);
            bool isWritten;
            do
            {
                await _stop.WaitAsync(CollectTime, CancellationToken.None).ConfigureAwait(false);
                isWritten = _isStopping || await WriteAsync(CancellationToken.None).ConfigureAwait(false);
            }
            while (!isWritten);
        }
    }

    private async Task<bool> WriteAsync(CancellationToken cancellationToken)
    {
        while (Peek() is { Length: > 0 } runs)
        {
            try
            {
                await _store.AppendAsync(runs, _length, cancellationToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The log must outlive any failure of the store, and no failure of the log may reach the broadcast.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                BroadcastLog.SyncLogFailed(_logger, runs.Length, fault);
                return false;
            }

            Remove(runs);
        }

        return true;
    }

    private SyncRun[] Peek()
    {
        lock (_lock)
        {
            if (_lost > 0)
            {
                BroadcastLog.SyncLogLost(_logger, _lost);
                _lost = 0;
            }

            return [.. _waiting.Take(BatchSizeMax)];
        }
    }

    // What overflowed while they were being written is gone from the queue already.
    private void Remove(SyncRun[] runs)
    {
        lock (_lock)
        {
            foreach (var run in runs)
            {
                if (_waiting.TryPeek(out var first) && ReferenceEquals(first, run))
                {
                    _waiting.Dequeue();
                }
            }
        }
    }
}
