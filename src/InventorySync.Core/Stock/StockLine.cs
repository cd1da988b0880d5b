namespace InventorySync.Stock;

/// <summary>One line of an operation: how many units of which SKU, and where.</summary>
/// <remarks>Immutable; safe from any thread. The operation that takes the line says which quantities it permits.</remarks>
public readonly record struct StockLine
{
    /// <summary>The largest quantity of one line, in units: far above any real sale, and small enough that no sum overflows.</summary>
    public const long QuantityMax = 1_000_000_000;

    private readonly LocationId _location;

    /// <summary>Makes a line.</summary>
    /// <param name="sku">The article; a kit stands for its components.</param>
    /// <param name="quantity">Whole units; for an adjustment the signed change, for a count the counted units.</param>
    /// <param name="location">Where; null leaves it to the sourcing strategy, for the operations that have one.</param>
    public StockLine(Sku sku, long quantity, LocationId? location = null)
    {
        Sku = sku;
        Quantity = quantity;
        _location = location.GetValueOrDefault();
    }

    /// <summary>The article; a kit stands for its components.</summary>
    public Sku Sku { get; }

    /// <summary>Whole units; for an adjustment the signed change, for a count the counted units.</summary>
    public long Quantity { get; }

    /// <summary>Where; null leaves it to the sourcing strategy.</summary>
    public LocationId? Location => _location.IsDefault ? null : _location;
}
