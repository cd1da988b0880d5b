using InventorySync.Scheduling;
using InventorySync.Stock;
using Microsoft.Extensions.Logging;

namespace InventorySync.Engine.Writing;

/// <summary>
/// The one loop of a process that changes stock: drains what has queued, has it decided and committed as one batch, and goes
/// on. No timer: a batch is whatever arrived during the previous commit.
/// </summary>
internal sealed class StockWriter : ILoop
{
    private readonly BatchProcessor _processor;
    private readonly OperationQueue _queue;
    private readonly PendingPool _pool;
    private Task _loop = Task.CompletedTask;

    public StockWriter(EngineOptions options, BatchProcessor processor, EngineMetrics metrics, LoopRuntime runtime, ILogger<StockWriter> logger)
    {
        _processor = processor;
        _queue = new OperationQueue(options, metrics, runtime, logger);
        _pool = new PendingPool(options.QueueCapacity, runtime.InlineContinuations);
    }

    public LoopStage Stage => LoopStage.Engine;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = RunAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Close();
        try
        {
            await _loop.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _queue.Abandon();
            throw;
        }
    }

    public ValueTask<StockOutcome> ApplyAsync(StockOperation operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = _pool.Rent();
        pending.Start(operation, cancellationToken);
        return _queue.AddAsync(pending, cancellationToken);
    }

    private async Task RunAsync()
    {
        while (await _queue.WaitAsync().ConfigureAwait(false))
        {
            await _processor.DrainAsync(_queue).ConfigureAwait(false);
        }
    }
}
