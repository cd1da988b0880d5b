using InventorySync.Stock;

namespace InventorySync.Catalog;

/// <summary>What one unit of a kit is made of.</summary>
/// <param name="Sku">The component, which may be a kit itself.</param>
/// <param name="Quantity">Units of it in one kit, at least 1.</param>
public readonly record struct KitComponent(Sku Sku, long Quantity);
