using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>Listings in memory.</summary>
internal sealed class InMemoryListings : IListingStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ChannelId, Dictionary<Sku, Listing>> _listings = [];

    public IAsyncEnumerable<Listing> ReadAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        AsyncSequence.From(() => Snapshot(channel), cancellationToken);

    public Task<Listing?> FindAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Listing?>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult(_listings.GetValueOrDefault(channel)?.GetValueOrDefault(sku));
        }
    }

    public Task<IReadOnlyList<ListingKey>> FindListedAsync(
        IReadOnlyCollection<ChannelId> channels, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(skus);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IReadOnlyList<ListingKey>>(cancellationToken);
        }

        List<ListingKey> found = [];
        lock (_lock)
        {
            foreach (var channel in channels)
            {
                if (_listings.TryGetValue(channel, out var ofChannel))
                {
                    found.AddRange(skus.Where(ofChannel.ContainsKey).Select(sku => new ListingKey(channel, sku)));
                }
            }
        }

        return Task.FromResult<IReadOnlyList<ListingKey>>([.. found.OrderBy(key => key.Channel).ThenBy(key => key.Sku)]);
    }

    public Task SaveAsync(IReadOnlyList<Listing> listings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(listings);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        lock (_lock)
        {
            foreach (var listing in listings)
            {
                if (!_listings.TryGetValue(listing.Channel, out var ofChannel))
                {
                    _listings.Add(listing.Channel, ofChannel = []);
                }

                ofChannel[listing.Sku] = listing;
            }
        }

        return Task.CompletedTask;
    }

    public Task<bool> RemoveAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<bool>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult(_listings.GetValueOrDefault(channel)?.Remove(sku) ?? false);
        }
    }

    /// <summary>Every channel's.</summary>
    public List<Listing> All()
    {
        lock (_lock)
        {
            return [.. _listings.Values.SelectMany(static ofChannel => ofChannel.Values)];
        }
    }

    private Listing[] Snapshot(ChannelId channel)
    {
        Listing[] listings;
        lock (_lock)
        {
            listings = _listings.TryGetValue(channel, out var ofChannel) ? [.. ofChannel.Values] : [];
        }

        Array.Sort(listings, static (left, right) => left.Sku.CompareTo(right.Sku));
        return listings;
    }
}
