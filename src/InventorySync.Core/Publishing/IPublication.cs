using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>Answers why a channel shows what it shows.</summary>
/// <remarks>Safe from any thread.</remarks>
public interface IPublication
{
    /// <summary>Explains what a channel is to show of a SKU now, term by term, with the rule that produced each.</summary>
    /// <param name="sku">The article or kit.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    Task<Explanation> ExplainAsync(Sku sku, ChannelId channel, CancellationToken cancellationToken = default);
}
