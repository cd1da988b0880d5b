namespace InventorySync.Channels;

/// <summary>An adapter whose channel's stock can be read.</summary>
public interface IStockReader
{
    /// <summary>Reads what the channel shows for these listings.</summary>
    /// <param name="externalIds">1 to <see cref="ChannelDescriptor.BatchSizeMax"/> ids, each once.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The quantity by external id; listings that the channel does not know are left out.</returns>
    Task<IReadOnlyDictionary<string, long>> ReadStockAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken = default);
}
