using System.Collections.Frozen;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>Groups locations by the channels that they serve: within a group, all of them compete for all that lies there. Immutable.</summary>
internal sealed class LocationGroups
{
    private readonly FrozenDictionary<LocationId, int> _groupOf;

    /// <param name="channels">The channels, in the order in which they stand in divisions.</param>
    public LocationGroups(IReadOnlyList<SalesChannel> channels)
    {
        // The first group is that of the locations which no channel names: they serve those channels that name none.
        List<bool[]> groups = [[.. channels.Select(channel => channel.Locations.Count == 0)]];
        Dictionary<LocationId, int> groupOf = [];
        foreach (var location in channels.SelectMany(channel => channel.Locations).Distinct().Order())
        {
            bool[] served = [.. channels.Select(channel => channel.IsServedBy(location))];
            var group = groups.FindIndex(known => known.SequenceEqual(served));
            if (group < 0)
            {
                group = groups.Count;
                groups.Add(served);
            }

            groupOf.Add(location, group);
        }

        Served = groups;
        _groupOf = groupOf.ToFrozenDictionary();
        IsOne = groups.Skip(1).All(served => served.All(isServed => isServed)) && (channels.All(channel => channel.Locations.Count == 0)
            || channels.All(channel => channel.Locations.ToHashSet().SetEquals(channels[0].Locations)));
    }

    /// <summary>For each group, whether it serves the channel at that place.</summary>
    public IReadOnlyList<bool[]> Served { get; }

    /// <summary>Whether all channels are served by the same locations.</summary>
    public bool IsOne { get; }

    public int GroupOf(LocationId location) => _groupOf.GetValueOrDefault(location);
}
