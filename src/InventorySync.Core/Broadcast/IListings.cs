using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast;

/// <summary>Says which SKU is sold on which channel, and holds, releases or retries single listings.</summary>
/// <remarks>
/// <para>Listings themselves are read from <see cref="Storage.IInventoryStore.Listings"/>, dead letters from <see cref="Storage.IInventoryStore.DeadLetters"/>.</para>
/// <para>
/// Safe from any thread, before the application has started too. Each change is durable when its task completes; a cancelled
/// one may or may not have been made. Every method throws <see cref="ArgumentException"/> for a channel that is not registered.
/// Where several processes share a database, any of them may be asked; a <see cref="Storage.StorageException"/> then may also mean
/// that the change was made and not told to the process that keeps the channel: ask again, which does no harm.
/// </para>
/// </remarks>
public interface IListings
{
    /// <summary>
    /// Maps SKUs to listings. A new or changed mapping is sent in the bulk lane; one that stands already changes nothing. A
    /// rejected listing that is mapped to another external id is tried again.
    /// </summary>
    /// <param name="mappings">The mappings, each channel and SKU once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">A channel or SKU has no value, an external id is empty or too long, or a SKU stands twice for one channel.</exception>
    Task SaveAsync(IReadOnlyList<ListingMapping> mappings, CancellationToken cancellationToken = default);

    /// <summary>Sends nothing more about a listing until it is released. A push that is under way ends.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="sku">The article.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether there is such a listing, and it was active or held.</returns>
    Task<bool> HoldAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default);

    /// <summary>Lets a held listing be brought up to date again.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="sku">The article.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether there is such a listing, and it was active or held.</returns>
    Task<bool> ReleaseAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default);

    /// <summary>Removes a listing: the channel is told nothing more about the SKU, and goes on showing what it shows.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="sku">The article.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether there was such a listing.</returns>
    Task<bool> RemoveAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default);

    /// <summary>Tries a rejected listing again, at its quantity of that moment, and closes its dead letter.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="sku">The article.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether there was such a listing, and it was rejected.</returns>
    Task<bool> RetryAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default);

    /// <summary>Reads what the channel sells and maps each listing whose SKU is, letter by letter, one that has stock or an item here.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Stops the import; mappings made so far stay.</param>
    /// <returns>What became of each listing.</returns>
    /// <exception cref="NotSupportedException">The channel's adapter can't list what it sells.</exception>
    Task<MappingReport> ImportAsync(ChannelId channel, CancellationToken cancellationToken = default);
}
