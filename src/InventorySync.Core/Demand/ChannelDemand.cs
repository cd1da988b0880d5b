using InventorySync.Channels;

namespace InventorySync.Demand;

/// <summary>How fast one article sells on one channel at present.</summary>
/// <remarks>An estimate from the orders of late: see <see cref="IDemand"/>. Immutable; safe from any thread.</remarks>
public readonly record struct ChannelDemand
{
    /// <summary>Where it sells; null: sales that name no channel, such as those of the house's own tills.</summary>
    public ChannelId? Channel { get; init; }

    /// <summary>Orders a second that hold the article, 0 or more.</summary>
    public required double OrdersPerSecond { get; init; }

    /// <summary>Mean number of units in such an order, above 0.</summary>
    public required double UnitsPerOrder { get; init; }

    /// <summary>Mean of the squared number of units in such an order, at least the square of <see cref="UnitsPerOrder"/>.</summary>
    public required double SquaredUnitsPerOrder { get; init; }

    /// <summary>When the last of them was placed.</summary>
    public DateTimeOffset LastOrderAt { get; init; }

    /// <summary>Units a second.</summary>
    public double UnitsPerSecond => OrdersPerSecond * UnitsPerOrder;
}
