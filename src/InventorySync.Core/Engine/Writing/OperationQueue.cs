using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using Microsoft.Extensions.Logging;

namespace InventorySync.Engine.Writing;

/// <summary>Where callers leave their operations, and the writer's loop takes them from. Bounded: who finds it full waits.</summary>
/// <remarks>Callers add from any thread; one loop takes.</remarks>
internal sealed partial class OperationQueue
{
    private readonly EngineMetrics _metrics;
    private readonly ILogger<StockWriter> _logger;
    private readonly Channel<PendingOperation> _channel;
    private volatile bool _isAbandoned;

    public OperationQueue(EngineOptions options, EngineMetrics metrics, LoopRuntime runtime, ILogger<StockWriter> logger)
    {
        _metrics = metrics;
        _logger = logger;
        _channel = runtime.CreateQueue<PendingOperation>(options.QueueCapacity);
        metrics.ObserveQueue(() => _channel.Reader.Count);
    }

    /// <summary>Adds an operation, and waits for its outcome.</summary>
    public ValueTask<StockOutcome> AddAsync(PendingOperation pending, CancellationToken cancellationToken)
    {
        // Read first: once it is queued it may come back to the pool, and be another's, before the next line runs.
        var outcome = pending.Outcome;
        return _channel.Writer.TryWrite(pending) ? outcome : WaitForRoomAsync(pending, outcome, cancellationToken);
    }

    /// <summary>Takes the next operation that its caller has not withdrawn.</summary>
    public bool TryTake([MaybeNullWhen(false)] out PendingOperation pending)
    {
        if (_isAbandoned)
        {
            TellAbandoned();
        }

        while (_channel.Reader.TryRead(out pending))
        {
            if (pending.TryTake())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Waits until there is something to take.</summary>
    /// <returns>False: nothing will come any more.</returns>
    public ValueTask<bool> WaitAsync() => _channel.Reader.WaitToReadAsync();

    /// <summary>Lets nothing in any more; what is there can still be taken.</summary>
    public void Close() => _channel.Writer.TryComplete();

    /// <summary>The time to drain is over: what has not been taken is not applied, and its callers hear so from the loop.</summary>
    public void Abandon() => _isAbandoned = true;

    private async ValueTask<StockOutcome> WaitForRoomAsync(PendingOperation pending, ValueTask<StockOutcome> outcome, CancellationToken cancellationToken)
    {
        try
        {
            _metrics.Waited();
            await _channel.Writer.WriteAsync(pending, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            pending.TryTake();
            throw new StockControllerStoppedException();
        }

        return await outcome.ConfigureAwait(false);
    }

    private void TellAbandoned()
    {
        if (_channel.Reader.Count > 0)
        {
            LogAbandoned(_channel.Reader.Count);
        }

        while (_channel.Reader.TryRead(out var pending))
        {
            if (pending.TryTake())
            {
                pending.Fail(new StockControllerStoppedException());
            }
        }
    }

    [LoggerMessage(1000, LogLevel.Warning, "The application stopped before {Operations} operations could be applied; their callers were told.")]
    private partial void LogAbandoned(int operations);
}
