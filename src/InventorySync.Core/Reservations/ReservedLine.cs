using InventorySync.Stock;

namespace InventorySync.Reservations;

/// <summary>Units of one level that a reservation holds.</summary>
/// <param name="Sku">The article; for a kit, a component.</param>
/// <param name="Location">Where the units lie.</param>
/// <param name="Quantity">Units first reserved, at least 1.</param>
/// <param name="Open">Units still held, 0 to <paramref name="Quantity"/>.</param>
public readonly record struct ReservedLine(Sku Sku, LocationId Location, long Quantity, long Open);
