namespace InventorySync.Stock;

/// <summary>The stock of one SKU at one location, as it was at one version. All counts are whole units.</summary>
/// <remarks>
/// A level that nobody has moved yet has zeros and version 0. On hand and available can be below zero: facts (marketplace
/// orders, offline sales) are recorded even where stock does not cover them. Immutable; safe from any thread.
/// </remarks>
/// <param name="Sku">The article.</param>
/// <param name="Location">Where it lies.</param>
/// <param name="OnHand">Units physically there.</param>
/// <param name="Reserved">Units promised and not yet gone.</param>
/// <param name="Version">How many movements made this level: 0, 1, 2… without a gap.</param>
public readonly record struct Level(Sku Sku, LocationId Location, long OnHand, long Reserved, long Version)
{
    /// <summary>Units that may still be promised: on hand less reserved.</summary>
    public long Available => OnHand - Reserved;

    /// <summary>Which level this is.</summary>
    public LevelKey Key => new(Sku, Location);
}
