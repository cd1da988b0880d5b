using System.Globalization;
using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Simulation.Storage;

/// <summary>The listings' table as one incarnation reaches it.</summary>
internal sealed class ProcessListings : IListingStore
{
    private readonly IListingStore _durable;
    private readonly StoreDoor _door;

    public ProcessListings(IListingStore durable, StoreDoor door)
    {
        _durable = durable;
        _door = door;
    }

    public static string Described(Listing listing) =>
        string.Create(CultureInfo.InvariantCulture, $"{listing.Channel}/{listing.Sku} {listing.Status} shows {listing.Acknowledged} sending {listing.Sending}");

    public IAsyncEnumerable<Listing> ReadAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _door.StreamAsync($"read listings of {channel}", () => _durable.ReadAsync(channel, CancellationToken.None), cancellationToken);

    public Task<Listing?> FindAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"find listing {channel}/{sku}", () => _durable.FindAsync(channel, sku, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<ListingKey>> FindListedAsync(
        IReadOnlyCollection<ChannelId> channels, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"find who lists [{string.Join(", ", skus)}]", () => _durable.FindListedAsync(channels, skus, CancellationToken.None), cancellationToken);

    public Task SaveAsync(IReadOnlyList<Listing> listings, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"save listings [{string.Join(", ", listings.Select(Described))}]", () => _durable.SaveAsync(listings, CancellationToken.None), cancellationToken);

    public Task<bool> RemoveAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"remove listing {channel}/{sku}", () => _durable.RemoveAsync(channel, sku, CancellationToken.None), cancellationToken);
}
