using InventorySync.Channels;

namespace InventorySync.Broadcast;

/// <summary>What became of each listing that a channel told of, when its listings were imported.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record MappingReport
{
    /// <summary>The channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>Listings that are mapped: their SKU is known here and stands at one listing only.</summary>
    public required IReadOnlyList<ChannelListing> Matched { get; init; }

    /// <summary>Of the matched ones, how many were not mapped before, or to another listing.</summary>
    public required int Added { get; init; }

    /// <summary>Listings whose SKU has neither stock nor an item here; case counts. Not mapped.</summary>
    public required IReadOnlyList<ChannelListing> UnknownSku { get; init; }

    /// <summary>Listings without a SKU, or with a text that can be none. Not mapped.</summary>
    public required IReadOnlyList<ChannelListing> NoSku { get; init; }

    /// <summary>Listings that share their SKU with another one of the channel. Which is meant only a person can say: an earlier mapping stays, no other is made.</summary>
    public required IReadOnlyList<ChannelListing> DoubleSku { get; init; }
}
