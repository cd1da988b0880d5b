using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Storage.Queries;

/// <summary>Which incidents to read: those that meet every condition given.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record IncidentFilter
{
    /// <summary>Only those that nobody has closed.</summary>
    /// <value>false</value>
    public bool OpenOnly { get; init; }

    /// <summary>Only this SKU's.</summary>
    /// <value>null: any</value>
    public Sku? Sku { get; init; }

    /// <summary>Only those that came by this channel.</summary>
    /// <value>null: any</value>
    public ChannelId? Channel { get; init; }
}
