using InventorySync.Engine.Evaluation;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine.Writing;

/// <summary>Tells callers and observers what came of operations, and remembers it for those who ask again soon.</summary>
/// <remarks>Owned by the writer's loop.</remarks>
internal sealed class Answers
{
    // Ids alone are cheap: a retry after some seconds is to be known too.
    private const int KeysPerOutcome = 16;

    private readonly ICommitObserver[] _observers;
    private readonly EngineMetrics _metrics;
    private readonly GenerationalCache<OperationId, StockOutcome> _recent;
    private readonly RecentKeys _recentKeys;

    public Answers(int recentMax, IEnumerable<ICommitObserver> observers, EngineMetrics metrics)
    {
        _observers = [.. observers];
        _metrics = metrics;
        _recent = new GenerationalCache<OperationId, StockOutcome>(recentMax);
        _recentKeys = new RecentKeys((int)Math.Min(Array.MaxLength, (long)recentMax * KeysPerOutcome));
    }

    /// <summary>Forgets what is older than what is to be remembered; called between batches.</summary>
    public void Age() => _recent.Age();

    /// <summary>Answers an operation that was applied lately.</summary>
    public bool TryTellRepeat(PendingOperation pending)
    {
        if (!_recent.TryGet(pending.Operation.Id, out var first))
        {
            return false;
        }

        _metrics.Repeated(1);
        pending.Complete(OutcomeBuilder.AsRepeat(first));
        return true;
    }

    /// <summary>Whether an operation was applied in all likelihood, though its outcome is not remembered.</summary>
    public bool IsProbablyRepeat(PendingOperation pending) => !pending.IsLookedUp && _recentKeys.MayHave(pending.Operation.Id);

    /// <summary>Tells everybody what came of a batch that is written.</summary>
    public void Tell(OperationBatch batch)
    {
        foreach (var observer in _observers)
        {
            observer.OnCommitted(batch.Evaluation.Commit, batch.LevelsAfter);
        }

        foreach (var pending in batch.Operations)
        {
            var operation = pending.Operation;
            var outcome = OutcomeBuilder.Of(operation, pending.Result, batch.Evaluation, batch.LevelsAfter);
            if (pending.Result.Operation >= 0)
            {
                _recent.Set(operation.Id, outcome);
                _recentKeys.Add(operation.Id);
            }

            _metrics.Completed(operation.Kind, outcome.Status);
            pending.Complete(outcome);
        }
    }

    /// <summary>Tells what was found applied before.</summary>
    /// <param name="operations">The batch; what is answered is taken out.</param>
    /// <param name="found">What the store has of it.</param>
    /// <param name="ownSince">
    /// From when on that may have been this batch's own attempt, of which only the answer was lost: such an operation was
    /// applied for the caller who waits for it, and is no repeat.
    /// </param>
    public void TellFound(List<PendingOperation> operations, IReadOnlyList<RecordedOperation> found, DateTimeOffset ownSince)
    {
        foreach (var recorded in found)
        {
            var isRepeat = IsRepeat(recorded, ownSince);
            foreach (var observer in _observers)
            {
                observer.OnFound(recorded, isRepeat);
            }

            Tell(operations, recorded, isRepeat);
        }
    }

    /// <summary>Tells repeats of what this process has applied itself: the observers have heard of it.</summary>
    /// <param name="operations">Those asked again; what is answered is taken out.</param>
    /// <param name="found">What the store has of them.</param>
    public void TellRepeats(List<PendingOperation> operations, IReadOnlyList<RecordedOperation> found)
    {
        foreach (var recorded in found)
        {
            Tell(operations, recorded, isRepeat: true);
        }
    }

    private void Tell(List<PendingOperation> operations, RecordedOperation recorded, bool isRepeat)
    {
        var at = operations.FindIndex(pending => pending.Operation.Id == recorded.Record.Id);
        if (at >= 0)
        {
            var pending = operations[at];
            operations.RemoveAt(at);
            var outcome = OutcomeBuilder.Of(recorded, isRepeat);
            _recent.Set(recorded.Record.Id, outcome);
            _metrics.Repeated(1);
            pending.Complete(outcome);
        }
    }

    /// <summary>Movements tell when an operation was applied, in stores that keep whole milliseconds too; one without any counts as the caller's own.</summary>
    private static bool IsRepeat(RecordedOperation recorded, DateTimeOffset ownSince) =>
        ownSince == DateTimeOffset.MaxValue
        || (recorded.Movements.Count > 0 && recorded.Movements[0].RecordedAt <= ownSince.AddMilliseconds(-1));
}
