using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Buffers;

/// <summary>Where and when a buffer policy applies. What is left open matches everything.</summary>
/// <remarks>
/// Of all rules that match, the one that holds back most counts; they never add up. Immutable; safe from any thread.
/// </remarks>
internal sealed record BufferRule
{
    /// <summary>What explanations call it, such as <c>slow marketplaces</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many units it holds back.</summary>
    public required IBufferPolicy Policy { get; init; }

    /// <summary>Only this article or kit; null: any.</summary>
    /// <value>null</value>
    public Sku? Sku { get; init; }

    /// <summary>Only articles of this category of the catalogue; null: any, those without a category too.</summary>
    /// <value>null</value>
    public string? Category { get; init; }

    /// <summary>Only this channel; null: any.</summary>
    /// <value>null</value>
    public ChannelId? Channel { get; init; }

    /// <summary>
    /// Only where this location serves the channel, and reckoned with what is available at this location alone; null: reckoned
    /// with the channel's whole quota.
    /// </summary>
    /// <value>null</value>
    public LocationId? Location { get; init; }

    /// <summary>Only in this window; null: always.</summary>
    /// <value>null</value>
    public SalesWindow? Window { get; init; }
}
