namespace InventorySync.Intake;

/// <summary>What has been applied of an order so far: the merge of its snapshots.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record OrderState
{
    /// <summary>Which order.</summary>
    public required OrderKey Key { get; init; }

    /// <summary>When the buyer placed it.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>The newest snapshot applied.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its lines, in the order in which they first came.</summary>
    public required IReadOnlyList<OrderLineState> Lines { get; init; }

    /// <summary>How often it changed, from 1; the guard of its next change.</summary>
    public required long Version { get; init; }
}
