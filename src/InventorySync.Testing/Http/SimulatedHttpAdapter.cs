using InventorySync.Channels;
using InventorySync.Testing.Marketplaces;
using InventorySync.Testing.Marketplaces.Model;

namespace InventorySync.Testing.Http;

/// <summary>The adapter of a <see cref="SimulatedMarketplaceServer"/>: the same marketplace over a real socket.</summary>
/// <remarks>
/// Answers, broken connections and the client's own time-out become push results; reads that fail throw <see cref="IOException"/>;
/// the caller's cancellation goes out as it is. Safe from any thread.
/// </remarks>
public sealed class SimulatedHttpAdapter : IChannelAdapter, IStockReader, IListingReader, IOrderReader, INotificationReceiver, IPushConfirmer
{
    private readonly MarketplaceClient _client;

    /// <summary>Makes the adapter.</summary>
    /// <param name="client">The client, whose base address is the server's. It stays the caller's.</param>
    /// <param name="options">The marketplace's semantics and its secrets, as the seller was told them.</param>
    /// <exception cref="ArgumentException"><paramref name="client"/> has no base address.</exception>
    public SimulatedHttpAdapter(HttpClient client, SimulatedMarketplaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        if (client.BaseAddress is null)
        {
            throw new ArgumentException("The client has no base address; set HttpClient.BaseAddress to the server's address.", nameof(client));
        }

        Descriptor = options.ToDescriptor();
        _client = new(new HttpTransport(client, options.AccessToken, oneByOne: options.BatchSizeMax == 1), Descriptor, options.NotificationSecret);
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
