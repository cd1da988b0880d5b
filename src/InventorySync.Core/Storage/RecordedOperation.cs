using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>An operation that was applied: what its first outcome is rebuilt from.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed class RecordedOperation
{
    /// <summary>What was written of it.</summary>
    public required OperationRecord Record { get; init; }

    /// <summary>Its movements, in the order in which it made them.</summary>
    public required IReadOnlyList<Movement> Movements { get; init; }
}
