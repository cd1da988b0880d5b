using InventorySync.Stock;

namespace InventorySync.Reservations;

/// <summary>One way out of a shortfall, for one of its lines, as things stood when the commit came.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Sku">The missing article.</param>
/// <param name="Location">Where the units are; null for a refund.</param>
/// <param name="Units">How many units this way covers.</param>
public readonly record struct ShortfallOption(ShortfallOptionKind Kind, Sku Sku, LocationId? Location, long Units);
