namespace InventorySync.Channels;

/// <summary>An order as the channel tells it: SKUs and listings are not matched yet.</summary>
/// <remarks>All counts are cumulative. Immutable; safe from any thread. The meaning of each field is that of <see cref="Intake.OrderSnapshot"/>.</remarks>
public sealed record ChannelOrder
{
    /// <summary>The channel's id of the order.</summary>
    public required string OrderId { get; init; }

    /// <summary>When the buyer placed it.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When the channel last changed it.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its lines.</summary>
    public required IReadOnlyList<ChannelOrderLine> Lines { get; init; }
}
