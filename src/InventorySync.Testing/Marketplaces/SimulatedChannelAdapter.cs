using InventorySync.Channels;
using InventorySync.Testing.Marketplaces.Model;

namespace InventorySync.Testing.Marketplaces;

/// <summary>The adapter of a <see cref="SimulatedMarketplace"/> in the same process: all it waits for is on the marketplace's clock.</summary>
/// <remarks>
/// On a <see cref="VirtualTimeProvider"/> it runs on the thread that moves the clock. It has every ability; to test how a channel
/// without readers and notifications fares, wrap it into a <see cref="PushOnlyAdapter"/>. Reads that fail throw
/// <see cref="IOException"/>. Safe from any thread.
/// </remarks>
public sealed class SimulatedChannelAdapter : IChannelAdapter, IStockReader, IListingReader, IOrderReader, INotificationReceiver, IPushConfirmer
{
    private readonly MarketplaceClient _client;

    /// <summary>Makes the adapter.</summary>
    /// <param name="marketplace">The marketplace that it talks to.</param>
    public SimulatedChannelAdapter(SimulatedMarketplace marketplace)
    {
        ArgumentNullException.ThrowIfNull(marketplace);
        Descriptor = marketplace.Options.ToDescriptor();
        _client = new(marketplace, Descriptor, marketplace.Options.NotificationSecret);
    }

    /// <inheritdoc/>
    public ChannelDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default) =>
        _client.PushAsync(pushes, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, PushResult>> ConfirmAsync(
        IReadOnlyList<string> confirmationTokens, CancellationToken cancellationToken = default) =>
        _client.ConfirmAsync(confirmationTokens, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, long>> ReadStockAsync(
        IReadOnlyList<string> externalIds, CancellationToken cancellationToken = default) => _client.ReadStockAsync(externalIds, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ChannelListing> ReadListingsAsync(CancellationToken cancellationToken = default) =>
        _client.ReadListingsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<OrderPage> ReadOrdersAsync(string? cursor, CancellationToken cancellationToken = default) =>
        _client.ReadOrdersAsync(cursor, cancellationToken);

    /// <inheritdoc/>
    public NotificationContent Receive(ChannelNotification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return _client.Receive(notification);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ChannelOrder>> FetchOrdersAsync(string payload, CancellationToken cancellationToken = default) =>
        _client.FetchOrdersAsync(payload, cancellationToken);
}
