namespace InventorySync.Stock;

/// <summary>One change that an operation made to one level, and the level right after it.</summary>
/// <param name="Sku">The article; for a kit's line, the component.</param>
/// <param name="Location">Where, as asked for or as sourcing chose.</param>
/// <param name="OnHandDelta">Change of on hand, in units.</param>
/// <param name="ReservedDelta">Change of reserved, in units.</param>
/// <param name="OnHand">On hand right after.</param>
/// <param name="Reserved">Reserved right after.</param>
/// <param name="Version">The level's version right after: this change's place in its ledger.</param>
public readonly record struct AppliedLine(
    Sku Sku, LocationId Location, long OnHandDelta, long ReservedDelta, long OnHand, long Reserved, long Version)
{
    /// <summary>Units that could still be promised right after.</summary>
    public long Available => OnHand - Reserved;
}
