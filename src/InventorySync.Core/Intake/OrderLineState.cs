using InventorySync.Catalog;

namespace InventorySync.Intake;

/// <summary>What has been applied of one line of an order.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record OrderLineState
{
    /// <summary>The line as last applied.</summary>
    public required OrderLine Line { get; init; }

    /// <summary>
    /// What one unit was made of when the order came: later changes are reckoned with the same components, or a kit that
    /// is composed anew in the meantime would give back what it never took.
    /// </summary>
    public required IReadOnlyList<KitComponent> Components { get; init; }
}
