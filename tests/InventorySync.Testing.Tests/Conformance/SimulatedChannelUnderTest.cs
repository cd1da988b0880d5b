using System.Globalization;
using InventorySync.Channels;
using InventorySync.Testing.Conformance;
using InventorySync.Testing.Http;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Testing.Tests.Conformance;

/// <summary>A simulated marketplace under the conformance suite, in process on virtual time or over real HTTP.</summary>
internal sealed class SimulatedChannelUnderTest : IChannelUnderTest
{
    private readonly VirtualTimeProvider _time;
    private readonly List<ChannelNotification> _notifications = [];
    private readonly IAsyncDisposable? _server;
    private readonly IDisposable? _client;
    private readonly bool _overHttp;

    private SimulatedChannelUnderTest(
        VirtualTimeProvider time, SimulatedMarketplace market, IChannelAdapter adapter, IAsyncDisposable? server = null, IDisposable? client = null)
    {
        _time = time;
        _server = server;
        _client = client;
        _overHttp = server is not null;
        Market = market;
        Adapter = adapter;
        market.NotificationSink = (notification, _) =>
        {
            _notifications.Add(notification);
            return Task.FromResult(true);
        };
    }

    public SimulatedMarketplace Market { get; }

    public IChannelAdapter Adapter { get; set; }

    public TimeProvider Time => _overHttp ? TimeProvider.System : _time;

    public IReadOnlyCollection<string> Secrets => [Market.Options.AccessToken, Market.Options.NotificationSecret];

    public IReadOnlyList<ChannelNotification> Notifications => _notifications;

    public static SimulatedChannelUnderTest InProcess(SimulatedMarketplaceOptions options)
    {
        var time = new VirtualTimeProvider();
        var market = new SimulatedMarketplace(options, time);
        return new(time, market, new SimulatedChannelAdapter(market));
    }

    public static async Task<SimulatedChannelUnderTest> OverHttpAsync(SimulatedMarketplaceOptions options)
    {
        // The marketplace's own delays stay on virtual time, so that settling needs no waiting; the socket is real.
        var time = new VirtualTimeProvider();
        var market = new SimulatedMarketplace(options, time);
        var server = await SimulatedMarketplaceServer.StartAsync(market);
        var client = server.CreateClient();
        return new(time, market, new SimulatedHttpAdapter(client, options), server, client);
    }

    public Task RunAsync(Func<Task> fact)
    {
        if (_overHttp)
        {
            return fact();
        }

        _time.Run(fact);
        return Task.CompletedTask;
    }

    public Task<ChannelListing> AddListingAsync(long quantity)
    {
        var number = (Market.Listings.Count + 1).ToString(CultureInfo.InvariantCulture);
        var listing = new ChannelListing { ExternalId = "item/" + number, Sku = "SKU " + number, Quantity = quantity };
        Market.AddListing(listing.ExternalId, listing.Sku, quantity);
        return Task.FromResult(listing);
    }

    public Task<long> ReadQuantityAsync(string externalId) => Task.FromResult(Market.Recorded(externalId));

    public Task SetQuantityAsync(string externalId, long quantity)
    {
        Market.SetByHand(externalId, quantity);
        return Task.CompletedTask;
    }

    public Task<string?> PlaceOrderAsync(string externalId, long units) =>
        Task.FromResult(Market.TryBuy(externalId, units, out var order) ? order.OrderId : null);

    public Task CancelOrderAsync(string orderId)
    {
        Market.Cancel(orderId);
        return Task.CompletedTask;
    }

    public Task<bool> TryFailNextWriteAsync(SimulatedFault fault)
    {
        Market.FailNext(fault);
        return Task.FromResult(true);
    }

    public ChannelNotification? Sign(ReadOnlyMemory<byte> body) => Market.Sign(body);

    public async Task SettleAsync()
    {
        var options = Market.Options;
        var longest = options.ConfirmationTimeMax + options.PropagationDelay.Max + options.NotificationDelay.Max;
        if (_overHttp)
        {
            _time.Advance(longest);
        }
        else if (longest > TimeSpan.Zero)
        {
            await Task.Delay(longest, _time).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Market.Dispose();
        _client?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
