using InventorySync.Engine.Evaluation;
using InventorySync.Stock;

namespace InventorySync.Engine.Writing;

/// <summary>Operations that go through the database together, from the queue until their callers have been told. Reused.</summary>
/// <remarks>Owned by the writer's loop.</remarks>
internal sealed class OperationBatch
{
    private readonly HashSet<OperationId> _ids = [];

    public OperationBatch(LevelCache levels) => Evaluation = new EvaluationBatch(levels);

    /// <summary>In the order in which they came; what has its outcome is taken out.</summary>
    public List<PendingOperation> Operations { get; } = [];

    /// <summary>What was decided of them.</summary>
    public EvaluationBatch Evaluation { get; }

    /// <summary>What the database said of the levels, once the batch is written.</summary>
    public IReadOnlyList<Level> LevelsAfter { get; set; } = [];

    /// <summary>Whether it is, or was, about this operation.</summary>
    public bool Has(OperationId id) => _ids.Contains(id);

    /// <summary>Adds an operation unless one of the same id is there.</summary>
    public bool TryAdd(PendingOperation pending)
    {
        if (!_ids.Add(pending.Operation.Id))
        {
            return false;
        }

        Operations.Add(pending);
        return true;
    }

    public void Clear()
    {
        Operations.Clear();
        _ids.Clear();
        LevelsAfter = [];
    }
}
