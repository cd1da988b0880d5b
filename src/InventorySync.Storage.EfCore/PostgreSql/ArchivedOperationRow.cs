using InventorySync.Stock;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>An operation whose rows were archived: what keeps its id known for ever (I3), after its month was dropped too.</summary>
internal sealed class ArchivedOperationRow
{
    public required byte[] OperationKey { get; set; }

    public OperationKind Kind { get; set; }

    public OutcomeStatus Status { get; set; }

    public DateTimeOffset OccurredAt { get; set; }
}
