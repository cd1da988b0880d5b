using InventorySync.Stock;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>One movement, with what its operation says of it; an operation that moved nothing stands here by one row without a level.</summary>
internal class LedgerRow
{
    /// <summary>Rises in the order of recording. An operation's rows follow each other without a gap.</summary>
    public long Id { get; set; }

    /// <summary>The operation's 16 bytes: see <see cref="Mapping.OperationKey"/>.</summary>
    public required byte[] OperationKey { get; set; }

    /// <summary>The operation's own text; null where it is a UUID, which the key holds whole.</summary>
    public string? OperationText { get; set; }

    /// <summary>Place among the operation's movements, from 0.</summary>
    public int Line { get; set; }

    /// <summary>How many movements the operation has; 0: this row stands for an operation without any.</summary>
    public int Lines { get; set; }

    public OperationKind Kind { get; set; }

    public OutcomeStatus Status { get; set; }

    public long? LevelId { get; set; }

    public long Version { get; set; }

    public long OnHandDelta { get; set; }

    public long ReservedDelta { get; set; }

    public long OnHand { get; set; }

    public long Reserved { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public string? Channel { get; set; }

    public string? Reservation { get; set; }

    public string? Reason { get; set; }

    /// <summary>What the outcome holds beyond the movements; on line 0 alone.</summary>
    public string? Detail { get; set; }
}
