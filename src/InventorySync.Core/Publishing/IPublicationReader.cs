using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>Reckons what channels are to show from the stock and the rules of this moment.</summary>
internal interface IPublicationReader
{
    /// <summary>Reads the stock behind these SKUs and applies the rules.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="skus">The articles, kits among them, each once.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>One quantity per SKU, in the same order.</returns>
    Task<IReadOnlyList<PublishedQuantity>> ReadAsync(SalesChannel channel, IReadOnlyList<Sku> skus, CancellationToken cancellationToken);

    /// <summary>The next moment after <paramref name="after"/> at which rules alone can change what the channel shows; null: never.</summary>
    DateTimeOffset? NextRuleChange(SalesChannel channel, DateTimeOffset after);
}
