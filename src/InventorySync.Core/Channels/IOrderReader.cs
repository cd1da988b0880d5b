namespace InventorySync.Channels;

/// <summary>An adapter whose channel's orders can be read: the net under its notifications.</summary>
public interface IOrderReader
{
    /// <summary>Reads orders that changed after a cursor, one page.</summary>
    /// <param name="cursor">As the last page gave it; null: begin at the oldest that matters.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The page. Pages may overlap: an order that comes twice changes nothing.</returns>
    Task<OrderPage> ReadOrdersAsync(string? cursor, CancellationToken cancellationToken = default);
}
