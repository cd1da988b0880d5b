using InventorySync.Stock;

namespace InventorySync.Catalog;

/// <summary>What is known of a SKU beyond its stock.</summary>
/// <remarks>
/// A SKU needs an item only where something here differs from the default: stock of a SKU without one starts with its first
/// receipt or count. Immutable; safe from any thread.
/// </remarks>
public sealed record CatalogItem
{
    /// <summary>The article.</summary>
    public required Sku Sku { get; init; }

    /// <summary>The group that rules may be made for; null: none.</summary>
    /// <value>null</value>
    public string? Category { get; init; }

    /// <summary>How many units may be promised beyond what is there, per location; 0: none.</summary>
    /// <value>0</value>
    public long BackorderLimit { get; init; }

    /// <summary>What the kit is made of; empty for an ordinary article. A kit has no stock of its own.</summary>
    /// <value>empty</value>
    public IReadOnlyList<KitComponent> Components { get; init; } = [];

    /// <summary>Whether it is a kit (bundle).</summary>
    public bool IsKit => Components.Count > 0;
}
