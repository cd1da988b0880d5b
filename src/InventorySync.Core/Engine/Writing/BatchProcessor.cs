using InventorySync.Catalog;
using InventorySync.Engine.Evaluation;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Engine.Writing;

/// <summary>
/// Brings a batch of operations to its end: loads what it needs, decides, commits, and decides again where the database knew
/// better. When it returns, every operation has its outcome or its exception.
/// </summary>
/// <remarks>Runs on the writer's loop only.</remarks>
internal sealed partial class BatchProcessor
{
    // A batch that loses this often is run operation by operation, so that one contended level does not hold up the rest.
    private const int BatchAttemptsMax = 8;
    private const int SingleAttemptsMax = 256;

    private readonly ILedgerStore _ledger;
    private readonly Func<ICatalogView> _catalog;
    private readonly StockEvaluator _evaluator;
    private readonly ICommitObserver[] _observers;
    private readonly EngineOptions _options;
    private readonly EngineMetrics _metrics;
    private readonly LoopRuntime _runtime;
    private readonly ILogger<StockWriter> _logger;
    private readonly LevelCache _levels;
    private readonly EvaluationBatch _batch;
    private readonly BatchKeys _keys;
    private readonly GenerationalCache<OperationId, StockOutcome> _recent;
    private readonly HashSet<OperationId> _inBatch = [];

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
        _observers = [.. observers];
        _options = options;
        _metrics = metrics;
        _runtime = runtime;
        _logger = logger;
        _levels = new LevelCache(options.CachedSkusMax);
        _batch = new EvaluationBatch(_levels);
        _keys = new BatchKeys(_levels);
        _recent = new GenerationalCache<OperationId, StockOutcome>(options.RecentOutcomesMax);
    }

    /// <param name="operations">Taken from the queue, in the order in which they came; emptied.</param>
    public async Task ProcessAsync(List<PendingOperation> operations)
    {
        _levels.Age();
        _recent.Age();
        while (operations.Count > 0)
        {
            var again = AnswerRepeats(operations);
            await RunAsync(operations).ConfigureAwait(false);
            operations.Clear();
            if (again is not null)
            {
                operations.AddRange(again);
            }
        }
    }

    /// <summary>Answers what was applied lately; puts off what stands in the batch twice.</summary>
    /// <returns>What was put off: once the first of its id has its outcome, it is looked at again.</returns>
    private List<PendingOperation>? AnswerRepeats(List<PendingOperation> operations)
    {
        List<PendingOperation>? again = null;
        _inBatch.Clear();
        var kept = 0;
        for (var i = 0; i < operations.Count; i++)
        {
            var pending = operations[i];
            if (_recent.TryGet(pending.Operation.Id, out var first))
            {
                _metrics.Repeated(1);
                pending.Complete(OutcomeBuilder.AsRepeat(first));
            }
            else if (_inBatch.Add(pending.Operation.Id))
            {
                operations[kept++] = pending;
            }
            else
            {
                (again ??= []).Add(pending);
            }
        }

        operations.RemoveRange(kept, operations.Count - kept);
        return again;
    }

    private async Task RunAsync(List<PendingOperation> operations)
    {
        var began = _runtime.Now;
        var attempts = 0;
        var failures = 0;
        while (operations.Count > 0)
        {
            try
            {
                await DecideAsync(operations, isReload: attempts > 0).ConfigureAwait(false);
                var started = _runtime.Time.GetTimestamp();
                var result = await _ledger.CommitAsync(_batch.Commit, CancellationToken.None).ConfigureAwait(false);
                switch (result.Status)
                {
                    case CommitStatus.Committed:
                        _metrics.Committed(operations.Count, _runtime.Time.GetElapsedTime(started));
                        Finish(operations, result.LevelsAfter);
                        return;
                    case CommitStatus.Duplicates:
                        await AnswerDuplicatesAsync(operations, result.Duplicates, ownSince: failures == 0 ? DateTimeOffset.MaxValue : began).ConfigureAwait(false);
                        break;
                    case CommitStatus.GuardFailed:
                        _metrics.Conflicted();
                        _batch.ForgetLevels();
                        if (++attempts >= (operations.Count == 1 ? SingleAttemptsMax : BatchAttemptsMax))
                        {
                            await FailAsync(operations, Contended(attempts), isSplit: operations.Count > 1).ConfigureAwait(false);
                            return;
                        }

                        break;
                    default:
                        throw new InvalidOperationException($"The store answered a commit with status {result.Status}.");
                }
            }
            catch (StorageException fault) when (fault.IsTransient && failures < _options.StoreRetriesMax)
            {
                // The commit may have been written and only its answer lost: the next attempt finds its ids and tells.
                _batch.ForgetLevels();
                var delay = RetryDelay(failures++);
                attempts++;
                LogStoreRetry(fault, operations.Count, failures, delay);
                await _runtime.DelayAsync(delay, CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The loop must go on whatever a store or a strategy throws; the callers get the exception.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                _batch.ForgetLevels();
                var told = failures > 0 && fault is StorageException last ? GivenUp(failures, last) : fault;
                await FailAsync(operations, told, isSplit: operations.Count > 1 && fault is not StorageException { IsTransient: true }).ConfigureAwait(false);
                return;
            }
        }
    }

    private TimeSpan RetryDelay(int failures)
    {
        var doubled = _options.StoreRetryDelay.TotalMilliseconds * Math.Pow(2, failures);
        return TimeSpan.FromMilliseconds(Math.Min(doubled, Math.Max(_options.StoreRetryDelay.TotalMilliseconds, _options.StoreRetryDelayMax.TotalMilliseconds)));
    }

    // The last failure may know that it wrote nothing (a full disk, say); of those before it nobody knows.
    private static StorageException GivenUp(int retries, StorageException last) => new(
        $"The store failed, and {retries} times more when it was tried again. One of the attempts may have been written all the same: ask again under the same id. The last failure: {last.Message}",
        last.IsTransient,
        last);

    private static StorageException Contended(int attempts) => new(
        $"Other processes changed the levels of the operation {attempts} times in a row before it could be written; ask again under the same id.", isTransient: true);

    private async Task DecideAsync(List<PendingOperation> operations, bool isReload)
    {
        var catalog = _catalog();
        var loaded = await LoadAsync(operations, catalog, isReload).ConfigureAwait(false);
        _batch.Begin(catalog, _runtime.Now, loaded);
        foreach (var pending in operations)
        {
            pending.Result = _evaluator.Evaluate(pending.Operation, _batch);
        }

        _batch.Seal();
    }

    private async ValueTask<LedgerState?> LoadAsync(List<PendingOperation> operations, ICatalogView catalog, bool isReload)
    {
        _keys.Collect(operations, catalog, isReload);
        if (_keys.Keys.IsEmpty)
        {
            return null;
        }

        var loaded = await _ledger.LoadAsync(_keys.Keys, CancellationToken.None).ConfigureAwait(false);
        foreach (var level in loaded.Levels)
        {
            _levels.Store(level);
        }

        // Holds and orders name SKUs of their own, which are known only now.
        _keys.CollectFrom(loaded);
        if (!_keys.Keys.IsEmpty)
        {
            foreach (var level in (await _ledger.LoadAsync(_keys.Keys, CancellationToken.None).ConfigureAwait(false)).Levels)
            {
                _levels.Store(level);
            }
        }

        return loaded;
    }

    private void Finish(List<PendingOperation> operations, IReadOnlyList<Level> levelsAfter)
    {
        _batch.Accept(levelsAfter);
        foreach (var observer in _observers)
        {
            observer.OnCommitted(_batch.Commit, levelsAfter);
        }

        foreach (var pending in operations)
        {
            var operation = pending.Operation;
            var outcome = OutcomeBuilder.Of(operation, pending.Result, _batch, levelsAfter);
            if (pending.Result.Operation >= 0)
            {
                _recent.Set(operation.Id, outcome);
            }

            _metrics.Completed(operation.Kind, outcome.Status);
            pending.Complete(outcome);
        }
    }

    /// <param name="operations">The batch; what is answered is taken out.</param>
    /// <param name="duplicates">What the store found applied before.</param>
    /// <param name="ownSince">
    /// From when on that may have been this batch's own attempt, of which only the answer was lost: such an operation was
    /// applied for the caller who waits for it, and is no repeat.
    /// </param>
    private async Task AnswerDuplicatesAsync(List<PendingOperation> operations, IReadOnlyList<OperationId> duplicates, DateTimeOffset ownSince)
    {
        _keys.Keys.Clear();
        _keys.Keys.Operations.AddRange(duplicates);
        var loaded = await _ledger.LoadAsync(_keys.Keys, CancellationToken.None).ConfigureAwait(false);
        if (loaded.Operations.Count == 0)
        {
            throw new InvalidOperationException($"The store refused operation '{duplicates[0]}' as applied before, and can't find it.");
        }

        foreach (var recorded in loaded.Operations)
        {
            foreach (var observer in _observers)
            {
                observer.OnFound(recorded);
            }

            var at = operations.FindIndex(pending => pending.Operation.Id == recorded.Record.Id);
            if (at >= 0)
            {
                var pending = operations[at];
                operations.RemoveAt(at);
                var outcome = OutcomeBuilder.Of(recorded, IsRepeat(recorded, ownSince));
                _recent.Set(recorded.Record.Id, outcome);
                _metrics.Repeated(1);
                pending.Complete(outcome);
            }
        }
    }

    /// <summary>Movements tell when an operation was applied, in stores that keep whole milliseconds too; one without any counts as the caller's own.</summary>
    private static bool IsRepeat(RecordedOperation recorded, DateTimeOffset ownSince) =>
        ownSince == DateTimeOffset.MaxValue
        || (recorded.Movements.Count > 0 && recorded.Movements[0].RecordedAt <= ownSince.AddMilliseconds(-1));

    /// <summary>One bad operation never sinks its batch: each is run alone, and only those that fail alone have failed.</summary>
    private async Task FailAsync(List<PendingOperation> operations, Exception fault, bool isSplit)
    {
        if (!isSplit)
        {
            LogFailed(fault, operations.Count);
            foreach (var pending in operations)
            {
                pending.Fail(fault);
            }

            return;
        }

        LogSplit(fault, operations.Count);
        foreach (var pending in operations.ToArray())
        {
            await RunAsync([pending]).ConfigureAwait(false);
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "The store failed on a batch of {Operations} operations; attempt {Attempt} follows in {Delay}.")]
    private partial void LogStoreRetry(Exception fault, int operations, int attempt, TimeSpan delay);

    [LoggerMessage(1002, LogLevel.Error, "{Operations} operations failed; their callers were told.")]
    private partial void LogFailed(Exception fault, int operations);

    [LoggerMessage(1003, LogLevel.Warning, "A batch of {Operations} operations failed as a whole; they are run one by one.")]
    private partial void LogSplit(Exception fault, int operations);
}
