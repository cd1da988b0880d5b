using System.Threading.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using Microsoft.Extensions.Logging;

namespace InventorySync.Engine.Writing;

/// <summary>
/// The one loop of a process that changes stock: drains what has queued, has it decided and committed as one batch, and goes
/// on. No timer: a batch is whatever arrived during the previous commit.
/// </summary>
internal sealed partial class StockWriter : ILoop
{
    private readonly EngineOptions _options;
    private readonly BatchProcessor _processor;
    private readonly EngineMetrics _metrics;
    private readonly ILogger<StockWriter> _logger;
    private readonly Channel<PendingOperation> _queue;
    private readonly PendingPool _pool;
    private readonly List<PendingOperation> _taken = [];
    private Task _loop = Task.CompletedTask;
    private volatile bool _isAbandoned;

    public StockWriter(EngineOptions options, BatchProcessor processor, EngineMetrics metrics, LoopRuntime runtime, ILogger<StockWriter> logger)
    {
        _options = options;
        _processor = processor;
        _metrics = metrics;
        _logger = logger;
        _queue = runtime.CreateQueue<PendingOperation>(options.QueueCapacity);
        _pool = new PendingPool(options.QueueCapacity, runtime.InlineContinuations);
        metrics.ObserveQueue(() => _queue.Reader.Count);
    }

    public LoopStage Stage => LoopStage.Engine;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = RunAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        try
        {
            await _loop.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _isAbandoned = true;
            throw;
        }
    }

    public ValueTask<StockOutcome> ApplyAsync(StockOperation operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = _pool.Rent();
        pending.Start(operation, cancellationToken);

        // Read first: once it is queued it may come back to the pool, and be another's, before the next line runs.
        var outcome = pending.Outcome;
        return _queue.Writer.TryWrite(pending) ? outcome : WaitForRoomAsync(pending, outcome, cancellationToken);
    }

    private async ValueTask<StockOutcome> WaitForRoomAsync(PendingOperation pending, ValueTask<StockOutcome> outcome, CancellationToken cancellationToken)
    {
        try
        {
            _metrics.Waited();
            await _queue.Writer.WriteAsync(pending, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            pending.TryTake();
            throw new StockControllerStoppedException();
        }

        return await outcome.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            _taken.Clear();
            while (_taken.Count < _options.BatchSizeMax && _queue.Reader.TryRead(out var pending))
            {
                if (pending.TryTake())
                {
                    _taken.Add(pending);
                }
            }

            if (_isAbandoned)
            {
                Abandon();
            }
            else if (_taken.Count > 0)
            {
                await _processor.ProcessAsync(_taken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The time to drain is over: what was not taken by then was not applied, and its callers hear so.</summary>
    private void Abandon()
    {
        LogAbandoned(_taken.Count + _queue.Reader.Count);
        foreach (var pending in _taken)
        {
            pending.Fail(new StockControllerStoppedException());
        }
    }

    [LoggerMessage(1000, LogLevel.Warning, "The application stopped before {Operations} operations could be applied; their callers were told.")]
    private partial void LogAbandoned(int operations);
}
