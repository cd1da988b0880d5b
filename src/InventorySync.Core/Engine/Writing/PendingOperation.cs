using System.Threading.Tasks.Sources;
using InventorySync.Engine.Evaluation;
using InventorySync.Stock;

namespace InventorySync.Engine.Writing;

/// <summary>An operation on its way through the writer, and the wait of its caller. Reused, so that a sale allocates little.</summary>
internal sealed class PendingOperation : IValueTaskSource<StockOutcome>
{
    private const int Queued = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private readonly Action<PendingOperation> _return;
    private ManualResetValueTaskSourceCore<StockOutcome> _wait;
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancellation;
    private int _state;

    /// <param name="returnToPool">Takes it back once its caller has the outcome.</param>
    /// <param name="inlineContinuations">Whether callers go on inside the writer's call: for the simulation alone.</param>
    public PendingOperation(Action<PendingOperation> returnToPool, bool inlineContinuations)
    {
        _return = returnToPool;
        _wait.RunContinuationsAsynchronously = !inlineContinuations;
    }

    public StockOperation Operation { get; private set; } = null!;

    /// <summary>What the evaluator decided in the present attempt.</summary>
    public EvaluationResult Result { get; set; }

    /// <summary>Whether it was looked for among those applied before, and not found.</summary>
    public bool IsLookedUp { get; set; }

    public ValueTask<StockOutcome> Outcome => new(this, _wait.Version);

    public void Start(StockOperation operation, CancellationToken cancellationToken)
    {
        Operation = operation;
        IsLookedUp = false;
        _state = Queued;
        _cancellation = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static state => ((PendingOperation)state!).Withdraw(), this);
    }

    /// <summary>Takes it from the queue, unless its caller has withdrawn it: then it must be let go.</summary>
    public bool TryTake()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Queued) != Queued)
        {
            return false;
        }

        _registration.Dispose();
        return true;
    }

    public void Complete(StockOutcome outcome) => _wait.SetResult(outcome);

    public void Fail(Exception fault) => _wait.SetException(fault);

    public StockOutcome GetResult(short token)
    {
        var isReusable = Volatile.Read(ref _state) == Taken;
        try
        {
            return _wait.GetResult(token);
        }
        finally
        {
            // A withdrawn one is still in the queue: were it reused, the writer would meet it twice.
            if (isReusable)
            {
                Operation = null!;
                _cancellation = default;
                _registration = default;
                _wait.Reset();
                _return(this);
            }
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _wait.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private void Withdraw()
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Queued) == Queued)
        {
            _wait.SetException(new OperationCanceledException("The operation was withdrawn before it was applied; nothing was changed.", _cancellation));
        }
    }
}
