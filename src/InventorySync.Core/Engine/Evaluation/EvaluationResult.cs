using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Engine.Evaluation;

/// <summary>What the evaluator decided of one operation: a status, and where in the batch its effects stand.</summary>
internal readonly struct EvaluationResult
{
    public OutcomeStatus Status { get; init; }

    /// <summary>Index in the batch's operations; −1 where nothing is written.</summary>
    public int Operation { get; init; }

    public int MovementsFrom { get; init; }

    public int RefusalsFrom { get; init; }

    public int RefusalCount { get; init; }

    public int IncidentsFrom { get; init; }

    public int IncidentCount { get; init; }

    public Shortfall? Shortfall { get; init; }
}
