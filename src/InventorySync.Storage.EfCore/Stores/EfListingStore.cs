using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Mapping;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>Listings in a table.</summary>
internal class EfListingStore : IListingStore
{
    private static readonly Upsert ListingUpsert = new(
        "listings",
        ["channel", "sku"],
        [
            "external_id", "status", "acknowledged", "acknowledged_at", "sending", "sending_since", "confirmation_token", "failed_attempts",
        ]);

    private readonly InventoryDatabase _database;

    public EfListingStore(InventoryDatabase database) => _database = database;

    public IAsyncEnumerable<Listing> ReadAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _database.StreamAsync(
            context => context.Listings
                .Where(row => row.Channel == channel.Value)
                .OrderBy(row => row.Sku)
                .Select(row => BroadcastMapping.ToListing(row))
                .AsAsyncEnumerable(),
            cancellationToken);

    public Task<Listing?> FindAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(
            context => context.Listings
                .Where(row => row.Channel == channel.Value && row.Sku == sku.Value)
                .Select(row => BroadcastMapping.ToListing(row))
                .FirstOrDefaultAsync(cancellationToken)!,
            cancellationToken);

    public Task<IReadOnlyList<ListingKey>> FindListedAsync(
        IReadOnlyCollection<ChannelId> channels, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(skus);
        string[] names = [.. channels.Select(channel => channel.Value)];
        string[] articles = [.. skus.Select(sku => sku.Value)];
        return _database.ReadAsync<IReadOnlyList<ListingKey>>(
            async context => await context.Listings
                .Where(row => names.Contains(row.Channel) && articles.Contains(row.Sku))
                .OrderBy(row => row.Channel)
                .ThenBy(row => row.Sku)
                .Select(row => new ListingKey(new ChannelId(row.Channel), new Sku(row.Sku)))
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    public virtual Task SaveAsync(IReadOnlyList<Listing> listings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(listings);
        return _database.WriteAsync(
            async context =>
            {
                await ListingUpsert.WriteAsync(context, listings, Values, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    public Task<bool> RemoveAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(
            async context => await context.Listings
                .Where(row => row.Channel == channel.Value && row.Sku == sku.Value)
                .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) > 0,
            cancellationToken);

    private static object?[] Values(Listing listing) =>
    [
        listing.Channel.Value,
        listing.Sku.Value,
        listing.ExternalId,
        (int)listing.Status,
        listing.Acknowledged,
        Microseconds.OrNull(listing.AcknowledgedAt),
        listing.Sending,
        Microseconds.OrNull(listing.SendingSince),
        listing.ConfirmationToken,
        listing.FailedAttempts,
    ];
}
