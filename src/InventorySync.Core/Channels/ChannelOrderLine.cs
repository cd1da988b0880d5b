namespace InventorySync.Channels;

/// <summary>One line of an order as the channel tells it. All counts are cumulative whole units.</summary>
/// <remarks>Immutable; safe from any thread. The meaning of each field is that of <see cref="Intake.OrderLine"/>.</remarks>
public sealed record ChannelOrderLine
{
    /// <summary>The channel's id of the line, unique within the order.</summary>
    public required string LineId { get; init; }

    /// <summary>The channel's id of the listing that was bought; matched with the listings first.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The SKU as it stands at the channel; matched where no listing has the external id.</summary>
    public string? Sku { get; init; }

    /// <summary>Units ordered, as the order reads after edits.</summary>
    public required long Ordered { get; init; }

    /// <summary>Units cancelled before they left.</summary>
    public long Cancelled { get; init; }

    /// <summary>Units that have left.</summary>
    public long Fulfilled { get; init; }

    /// <summary>Units that came back and can be sold again.</summary>
    public long Returned { get; init; }

    /// <summary>Our location the units come from, where the channel knows it.</summary>
    public string? Location { get; init; }
}
