using InventorySync.Stock;

namespace InventorySync.Catalog;

/// <summary>A warehouse or a store where units lie.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record Location
{
    /// <summary>Names the location.</summary>
    public required LocationId Id { get; init; }

    /// <summary>What people call it; null: its id.</summary>
    /// <value>null</value>
    public string? Name { get; init; }

    /// <summary>Rank in sourcing: lower numbers are asked first; ties in the order of the ids.</summary>
    /// <value>0</value>
    public int Priority { get; init; }

    /// <summary>Whether it takes part in sourcing and in what channels show. Its stock stays on record either way.</summary>
    /// <value>true</value>
    public bool IsActive { get; init; } = true;
}
