using InventorySync.Stock;

namespace InventorySync.Reservations;

/// <summary>Units of one level that a reservation holds.</summary>
/// <param name="Sku">The article; for a kit, a component.</param>
/// <param name="Location">Where the units lie.</param>
/// <param name="Quantity">Units first reserved; of an expired hold, the units that it gave back and that a late commit may still claim.</param>
/// <param name="Open">Units still held, from 0 up.</param>
public readonly record struct ReservedLine(Sku Sku, LocationId Location, long Quantity, long Open);
