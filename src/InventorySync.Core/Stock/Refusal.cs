namespace InventorySync.Stock;

/// <summary>Why a line was refused: what it asked for and what there was.</summary>
/// <param name="Line">Index of the line in the operation; for a kit, of the kit's line.</param>
/// <param name="Sku">The article that was short; for a kit's line, the component.</param>
/// <param name="Location">Where it was asked for; null where sourcing looked at every permitted location.</param>
/// <param name="Requested">Units asked for, together with earlier lines on the same level.</param>
/// <param name="Available">Units there, including a permitted backorder; for <see cref="OutcomeStatus.BelowZero"/>, on hand.</param>
public readonly record struct Refusal(int Line, Sku Sku, LocationId? Location, long Requested, long Available);
