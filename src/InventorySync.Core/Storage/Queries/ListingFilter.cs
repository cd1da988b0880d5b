using InventorySync.Broadcast;
using InventorySync.Channels;

namespace InventorySync.Storage.Queries;

/// <summary>Which listings to read: those that meet every condition given.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record ListingFilter
{
    /// <summary>Only this channel's.</summary>
    /// <value>null: any</value>
    public ChannelId? Channel { get; init; }

    /// <summary>Only those in this state.</summary>
    /// <value>null: any</value>
    public ListingStatus? Status { get; init; }

    /// <summary>Only those whose last push failed at least this often in a row.</summary>
    /// <value>0: any</value>
    public int FailedAttemptsMin { get; init; }
}
