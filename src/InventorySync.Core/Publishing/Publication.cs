using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>Explains published quantities with the steps that reckon them. Stateless; safe from any thread.</summary>
internal sealed class Publication : IPublication
{
    private readonly ChannelRegistry _channels;
    private readonly PublicationReader _reader;

    public Publication(ChannelRegistry channels, PublicationReader reader)
    {
        _channels = channels;
        _reader = reader;
    }

    public Task<Explanation> ExplainAsync(Sku sku, ChannelId channel, CancellationToken cancellationToken = default) => sku.IsDefault
        ? throw new ArgumentException("The SKU has no value; name the article or kit to explain.", nameof(sku))
        : _reader.ExplainAsync(_channels.Get(channel), sku, cancellationToken);
}
