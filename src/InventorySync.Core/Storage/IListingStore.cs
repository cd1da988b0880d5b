using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>Keeps the listings: which SKU is sold on which channel, and what the channel was told and acknowledged.</summary>
/// <remarks>Safe from any thread; one channel's listings are changed by its one dispatcher.</remarks>
public interface IListingStore
{
    /// <summary>Streams a channel's listings, by SKU.</summary>
    IAsyncEnumerable<Listing> ReadAsync(ChannelId channel, CancellationToken cancellationToken = default);

    /// <summary>Reads one listing, or null.</summary>
    Task<Listing?> FindAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default);

    /// <summary>Reads which of some channels list which of some SKUs, whatever the state of the listings.</summary>
    /// <param name="channels">The channels, each once.</param>
    /// <param name="skus">The articles, each once.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The listings that there are, by channel and SKU.</returns>
    Task<IReadOnlyList<ListingKey>> FindListedAsync(
        IReadOnlyCollection<ChannelId> channels, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default);

    /// <summary>Adds listings or replaces them whole, all or none. Durable when the task completes.</summary>
    Task SaveAsync(IReadOnlyList<Listing> listings, CancellationToken cancellationToken = default);

    /// <summary>Removes a listing: the channel is told nothing more about the SKU.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> RemoveAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default);
}
