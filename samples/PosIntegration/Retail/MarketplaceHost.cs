using InventorySync.Testing.Http;
using InventorySync.Testing.Marketplaces;

namespace PosIntegration.Retail;

/// <summary>One marketplace with its HTTP interface on loopback, and the wires between it and the retailer's app.</summary>
internal sealed class MarketplaceHost : IAsyncDisposable
{
    private readonly MarketplaceProfile _profile;
    private readonly Random _distances;
    private readonly SimulatedMarketplaceServer _server;
    private readonly List<HttpClient> _clients = [];

    private MarketplaceHost(MarketplaceProfile profile, SimulatedMarketplaceServer server)
    {
        _profile = profile;
        _server = server;
        _distances = new Random(profile.Marketplace.Seed);
    }

    public SimulatedMarketplace Marketplace => _server.Marketplace;

    public string Name => _profile.Marketplace.Name;

    public static async Task<MarketplaceHost> StartAsync(MarketplaceProfile profile, TimeProvider time, CancellationToken cancellationToken)
    {
        var marketplace = new SimulatedMarketplace(profile.Marketplace, time);
        return new MarketplaceHost(profile, await SimulatedMarketplaceServer.StartAsync(marketplace, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>How long the next message travels.</summary>
    public TimeSpan DrawOneWay() => _profile.OneWay.Draw(_distances);

    /// <summary>What the retailer's app registers for it.</summary>
    /// <param name="wire">What the adapter's calls go through.</param>
    public RetailChannel ToChannel(HttpMessageHandler wire) =>
        new(Name, () => new SimulatedHttpAdapter(NewClient(wire, _server.Address), _profile.Marketplace), _profile.Configure);

    /// <summary>Sends its notifications to the retailer's app from here on.</summary>
    /// <param name="app">Where the app listens.</param>
    /// <param name="wire">What they go through.</param>
    public void NotifyAt(Uri app, HttpMessageHandler wire) =>
        _server.PostNotificationsTo(new Uri(app, $"webhooks/{Name}"), NewClient(wire, app));

    public async ValueTask DisposeAsync()
    {
        Marketplace.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    // How long a call may take is the stock controller's to say, on its own clock.
    private HttpClient NewClient(HttpMessageHandler wire, Uri address)
    {
        var client = new HttpClient(wire) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(client);
        return client;
    }
}
