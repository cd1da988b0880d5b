using InventorySync.Channels;

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>A marketplace's programming interface as an adapter reaches it: in process or over HTTP.</summary>
internal interface IMarketplaceTransport
{
    Task<CallReply<IReadOnlyList<PushResult>>> WriteAsync(IReadOnlyList<WriteRow> rows, CancellationToken cancellationToken);

    Task<CallReply<IReadOnlyDictionary<string, PushResult>>> ConfirmAsync(IReadOnlyList<string> tokens, CancellationToken cancellationToken);

    Task<CallReply<IReadOnlyDictionary<string, long>>> ReadStockAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken);

    Task<CallReply<OrderPage>> ReadOrdersAsync(string? cursor, CancellationToken cancellationToken);

    /// <summary>Reads one order; none where there is none.</summary>
    Task<CallReply<IReadOnlyList<ChannelOrder>>> ReadOrderAsync(string orderId, CancellationToken cancellationToken);

    /// <summary>Reads a page of listings with their records, from a place on; an empty one ends them.</summary>
    Task<CallReply<IReadOnlyList<ChannelListing>>> ReadListingsAsync(int from, CancellationToken cancellationToken);
}
