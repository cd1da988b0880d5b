using System.Collections.Frozen;

namespace InventorySync.Channels;

/// <summary>The registered channels, in the order of their ids.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
internal sealed class ChannelRegistry
{
    private readonly FrozenDictionary<ChannelId, SalesChannel> _byId;

    public ChannelRegistry(IEnumerable<SalesChannel> channels)
    {
        All = [.. channels.OrderBy(channel => channel.Id)];
        _byId = All.ToFrozenDictionary(channel => channel.Id);
    }

    public IReadOnlyList<SalesChannel> All { get; }

    public SalesChannel? Find(ChannelId id) => _byId.GetValueOrDefault(id);

    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public SalesChannel Get(ChannelId id) => Find(id) ?? throw new ArgumentException(
        $"Channel '{id}' is not registered; the registered ones are: {string.Join(", ", All.Select(channel => channel.Id.Value))}.", nameof(id));
}
