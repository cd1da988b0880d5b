namespace InventorySync.Channels;

/// <summary>An adapter whose channel can list what it sells.</summary>
public interface IListingReader
{
    /// <summary>Streams what the channel sells.</summary>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<ChannelListing> ReadListingsAsync(CancellationToken cancellationToken = default);
}
