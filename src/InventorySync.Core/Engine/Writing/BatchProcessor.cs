using InventorySync.Catalog;
using InventorySync.Engine.Evaluation;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Engine.Writing;

/// <summary>
/// Brings batches of operations to their end: loads what they need, decides, commits, and decides again where the database
/// knew better. Every operation taken from the queue gets its outcome or its exception.
/// </summary>
/// <remarks>
/// Runs on the writer's loop only. Where the store writes elsewhere (in a server), the callers of a batch are told while it
/// writes the next one, and it waits for nobody but the decisions: two fifths more sales on one hot SKU in PostgreSQL. Where it
/// writes on the thread that calls it, they are told at once: in that time the next batch grows.
/// </remarks>
internal sealed partial class BatchProcessor
{
    // A batch that loses this often is run operation by operation, so that one contended level does not hold up the rest.
    private const int BatchAttemptsMax = 8;
    private const int SingleAttemptsMax = 256;

    // One takes what comes next, one is being written, the callers of one are still to be told.
    private const int BatchCount = 3;

    private readonly ILedgerStore _ledger;
    private readonly Func<ICatalogView> _catalog;
    private readonly StockEvaluator _evaluator;
    private readonly EngineOptions _options;
    private readonly EngineMetrics _metrics;
    private readonly LoopRuntime _runtime;
    private readonly ILogger<StockWriter> _logger;
    private readonly LevelCache _levels;
    private readonly BatchLoader _loader;
    private readonly Answers _answers;
    private readonly RepeatLookup _lookup;
    private readonly Stack<OperationBatch> _free = new();
    private readonly Queue<PendingOperation> _putOff = new();
    private OperationBatch? _landed;

    public BatchProcessor(
        ILedgerStore ledger,
        Func<ICatalogView> catalog,
        StockEvaluator evaluator,
        IEnumerable<ICommitObserver> observers,
        EngineOptions options,
        EngineMetrics metrics,
        LoopRuntime runtime,
        ILogger<StockWriter> logger)
    {
        _ledger = ledger;
        _catalog = catalog;
        _evaluator = evaluator;
        _options = options;
        _metrics = metrics;
        _runtime = runtime;
        _logger = logger;
        _levels = new LevelCache(options.CachedSkusMax);
        _loader = new BatchLoader(ledger, _levels);
        _answers = new Answers(options.RecentOutcomesMax, observers, metrics);
        _lookup = new RepeatLookup(_loader, _answers, logger);
        for (var i = 0; i < BatchCount; i++)
        {
            _free.Push(new OperationBatch(_levels));
        }
    }

    /// <summary>Runs what has queued, batch after batch, until nothing is left and everybody has been told.</summary>
    public async Task DrainAsync(OperationQueue queue)
    {
        while (true)
        {
            var batch = _free.Pop();
            Take(queue, batch);
            await _lookup.ContinueAsync(isWaiting: batch.Operations.Count == 0 && _landed is null, _putOff).ConfigureAwait(false);
            if (batch.Operations.Count > 0)
            {
                _levels.Age();
                _answers.Age();
                await RunAsync(batch).ConfigureAwait(false);
            }
            else
            {
                Release(batch);
                if (_landed is null && _putOff.Count == 0 && _lookup.IsIdle)
                {
                    return;
                }

                TellLanded();
            }
        }
    }

    /// <summary>
    /// Takes a batch from the queue. What was applied lately is answered; what is under way under the same id is put off until
    /// the first of it has its outcome.
    /// </summary>
    private void Take(OperationQueue queue, OperationBatch batch)
    {
        for (var count = _putOff.Count; count > 0; count--)
        {
            Admit(_putOff.Dequeue(), batch);
        }

        while (batch.Operations.Count < _options.BatchSizeMax && queue.TryTake(out var pending))
        {
            Admit(pending, batch);
        }
    }

    private void Admit(PendingOperation pending, OperationBatch batch)
    {
        if (_answers.TryTellRepeat(pending))
        {
            return;
        }

        if (_answers.IsProbablyRepeat(pending))
        {
            _lookup.Add(pending);
        }
        else if (_landed?.Has(pending.Operation.Id) == true || !batch.TryAdd(pending))
        {
            _putOff.Enqueue(pending);
        }
    }

    private async Task RunAsync(OperationBatch batch)
    {
        var operations = batch.Operations;
        var began = _runtime.Now;
        var attempts = 0;
        var failures = 0;
        while (operations.Count > 0)
        {
            try
            {
                await DecideAsync(batch, isReload: attempts > 0).ConfigureAwait(false);
                var result = await CommitAsync(batch).ConfigureAwait(false);
                switch (result.Status)
                {
                    case CommitStatus.Committed:
                        return;
                    case CommitStatus.Duplicates:
                        await AnswerDuplicatesAsync(operations, result.Duplicates, ownSince: failures == 0 ? DateTimeOffset.MaxValue : began).ConfigureAwait(false);
                        break;
                    case CommitStatus.GuardFailed:
                        _metrics.Conflicted();
                        batch.Evaluation.ForgetLevels();
                        if (++attempts >= (operations.Count == 1 ? SingleAttemptsMax : BatchAttemptsMax))
                        {
                            await FailAsync(operations, StoreRetries.Contended(attempts), isSplit: operations.Count > 1).ConfigureAwait(false);
                        }

                        break;
                    default:
                        throw new InvalidOperationException($"The store answered a commit with status {result.Status}.");
                }
            }
            catch (StorageException fault) when (fault.IsTransient && failures < _options.StoreRetriesMax)
            {
                // The commit may have been written and only its answer lost: the next attempt finds its ids and tells.
                TellLanded();
                batch.Evaluation.ForgetLevels();
                var delay = StoreRetries.Delay(_options, failures++);
                attempts++;
                LogStoreRetry(fault, operations.Count, failures, delay);
                await _runtime.DelayAsync(delay, CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The loop must go on whatever a store or a strategy throws; the callers get the exception.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                TellLanded();
                batch.Evaluation.ForgetLevels();
                var told = failures > 0 && fault is StorageException last ? StoreRetries.GivenUp(failures, last) : fault;
                await FailAsync(operations, told, isSplit: operations.Count > 1 && fault is not StorageException { IsTransient: true }).ConfigureAwait(false);
            }
        }

        Release(batch);
    }

    private async Task<CommitResult> CommitAsync(OperationBatch batch)
    {
        var started = _runtime.Time.GetTimestamp();
        var commit = _ledger.CommitAsync(batch.Evaluation.Commit, CancellationToken.None);
        var isElsewhere = !commit.IsCompleted;
        TellLanded();
        var result = await commit.ConfigureAwait(false);
        if (result.Status == CommitStatus.Committed)
        {
            _metrics.Committed(batch.Operations.Count, _runtime.Time.GetElapsedTime(started));
            batch.Evaluation.Accept(result.LevelsAfter);
            batch.LevelsAfter = result.LevelsAfter;
            _landed = batch;
            if (!isElsewhere)
            {
                TellLanded();
            }
        }

        return result;
    }

    private async Task DecideAsync(OperationBatch batch, bool isReload)
    {
        var catalog = _catalog();
        LedgerState? loaded = null;
        if (_loader.NeedsRead(batch.Operations, catalog, isReload))
        {
            // Reads take their time, and nobody is to wait for those of others.
            TellLanded();
            loaded = await _loader.ReadAsync().ConfigureAwait(false);
        }

        batch.Evaluation.Begin(catalog, _runtime.Now, loaded);
        foreach (var pending in batch.Operations)
        {
            pending.Result = _evaluator.Evaluate(pending.Operation, batch.Evaluation);
        }

        batch.Evaluation.Seal();
    }

    private void TellLanded()
    {
        if (_landed is { } batch)
        {
            _landed = null;
            _answers.Tell(batch);
            Release(batch);
        }
    }

    private void Release(OperationBatch batch)
    {
        batch.Clear();
        _free.Push(batch);
    }

    /// <param name="operations">The batch; what is answered is taken out.</param>
    /// <param name="duplicates">What the store found applied before.</param>
    /// <param name="ownSince">From when on that may have been this batch's own attempt, of which only the answer was lost.</param>
    private async Task AnswerDuplicatesAsync(List<PendingOperation> operations, IReadOnlyList<OperationId> duplicates, DateTimeOffset ownSince)
    {
        var found = await _loader.ReadOperationsAsync(duplicates).ConfigureAwait(false);
        if (found.Count == 0)
        {
            throw new InvalidOperationException($"The store refused operation '{duplicates[0]}' as applied before, and can't find it.");
        }

        _answers.TellFound(operations, found, ownSince);
    }

    /// <summary>One bad operation never sinks its batch: each is run alone, and only those that fail alone have failed.</summary>
    private async Task FailAsync(List<PendingOperation> operations, Exception fault, bool isSplit)
    {
        PendingOperation[] all = [.. operations];
        operations.Clear();
        if (!isSplit)
        {
            LogFailed(fault, all.Length);
            foreach (var pending in all)
            {
                pending.Fail(fault);
            }

            return;
        }

        LogSplit(fault, all.Length);
        foreach (var pending in all)
        {
            var alone = _free.Pop();
            alone.TryAdd(pending);
            await RunAsync(alone).ConfigureAwait(false);
            TellLanded();
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "The store failed on a batch of {Operations} operations; attempt {Attempt} follows in {Delay}.")]
    private partial void LogStoreRetry(Exception fault, int operations, int attempt, TimeSpan delay);

    [LoggerMessage(1002, LogLevel.Error, "{Operations} operations failed; their callers were told.")]
    private partial void LogFailed(Exception fault, int operations);

    [LoggerMessage(1003, LogLevel.Warning, "A batch of {Operations} operations failed as a whole; they are run one by one.")]
    private partial void LogSplit(Exception fault, int operations);
}
