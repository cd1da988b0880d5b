namespace InventorySync.Stock;

/// <summary>Which level: one SKU at one location.</summary>
/// <remarks>Sorts by SKU, then location, by code points: the order in which every store touches rows, so that none can deadlock.</remarks>
/// <param name="Sku">The article.</param>
/// <param name="Location">Where it lies.</param>
public readonly record struct LevelKey(Sku Sku, LocationId Location) : IComparable<LevelKey>
{
    /// <summary>Orders by SKU, then by location.</summary>
    public int CompareTo(LevelKey other)
    {
        var bySku = Sku.CompareTo(other.Sku);
        return bySku != 0 ? bySku : Location.CompareTo(other.Location);
    }

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(LevelKey left, LevelKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts before or with <paramref name="right"/>.</summary>
    public static bool operator <=(LevelKey left, LevelKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(LevelKey left, LevelKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts after or with <paramref name="right"/>.</summary>
    public static bool operator >=(LevelKey left, LevelKey right) => left.CompareTo(right) >= 0;

    /// <summary>SKU and location, for a message.</summary>
    public override string ToString() => $"{Sku}@{Location}";
}
