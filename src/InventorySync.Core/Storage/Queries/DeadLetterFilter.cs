using InventorySync.Alerts;
using InventorySync.Channels;

namespace InventorySync.Storage.Queries;

/// <summary>Which dead letters to read: those that meet every condition given.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record DeadLetterFilter
{
    /// <summary>Only this channel's.</summary>
    /// <value>null: any</value>
    public ChannelId? Channel { get; init; }

    /// <summary>Only those of this kind.</summary>
    /// <value>null: any</value>
    public DeadLetterKind? Kind { get; init; }

    /// <summary>Only those in this state.</summary>
    /// <value>null: any</value>
    public DeadLetterStatus? Status { get; init; }
}
