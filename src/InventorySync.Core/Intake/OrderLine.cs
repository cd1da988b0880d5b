using InventorySync.Stock;

namespace InventorySync.Intake;

/// <summary>One line of an order, with what has become of it so far. All counts are cumulative whole units.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record OrderLine
{
    /// <summary>The channel's id of the line, unique within the order.</summary>
    public required string LineId { get; init; }

    /// <summary>The article; a kit stands for its components.</summary>
    public required Sku Sku { get; init; }

    /// <summary>Units ordered, 0 to <see cref="StockLine.QuantityMax"/>, as the order reads after edits.</summary>
    public required long Ordered { get; init; }

    /// <summary>Units cancelled before they left, by the buyer, the seller or a refund. A line that was removed has all of them cancelled.</summary>
    /// <value>0</value>
    public long Cancelled { get; init; }

    /// <summary>Units that have left.</summary>
    /// <value>0</value>
    public long Fulfilled { get; init; }

    /// <summary>Units that came back after they had left and can be sold again. A refund without restock does not count here.</summary>
    /// <value>0</value>
    public long Returned { get; init; }

    /// <summary>Where the units come from, where the channel says so; null leaves it to sourcing.</summary>
    /// <value>null</value>
    public LocationId? Location { get; init; }

    /// <summary>Units that are promised and have neither left nor been cancelled.</summary>
    public long Open => Math.Max(0, Ordered - Cancelled - Fulfilled);
}
