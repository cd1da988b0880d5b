using InventorySync.Stock;

namespace InventorySync.Channels;

/// <summary>A channel as registered: its id, its adapter, its settings.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
internal sealed class SalesChannel
{
    public SalesChannel(ChannelId id, IChannelAdapter adapter, ChannelOptions options)
    {
        Id = id;
        Adapter = adapter;
        Options = options;
        Locations = [.. options.Locations.Select(location => new LocationId(location))];
    }

    public ChannelId Id { get; }

    public IChannelAdapter Adapter { get; }

    public ChannelDescriptor Descriptor => Adapter.Descriptor;

    public ChannelOptions Options { get; }

    /// <summary>The locations that serve it; empty: every active one.</summary>
    public IReadOnlyList<LocationId> Locations { get; }

    public bool IsServedBy(LocationId location) => Locations.Count == 0 || Locations.Contains(location);
}
