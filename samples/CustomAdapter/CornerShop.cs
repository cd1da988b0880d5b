using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using InventorySync.Channels;
using InventorySync.Testing.Conformance;
using InventorySync.Testing.Marketplaces;

namespace CustomAdapter;

/// <summary>Stands for the shop behind the adapter: its stock, and the ways in which its interface fails.</summary>
internal sealed class CornerShop : HttpMessageHandler, IHttpClientFactory, IChannelUnderTest
{
    private const string Token = "not-for-logs";

    private readonly Dictionary<string, long> _stock = [];
    private SimulatedFault _next;

    public CornerShop() => Adapter = new CornerShopAdapter(this, new ChannelId("corner-shop"));

    public IChannelAdapter Adapter { get; }

    public TimeProvider Time => TimeProvider.System;

    public IReadOnlyCollection<string> Secrets => [Token];

    public IReadOnlyList<ChannelNotification> Notifications => [];

    public HttpClient CreateClient(string name)
    {
        var client = new HttpClient(this, disposeHandler: false) { BaseAddress = new Uri("https://corner-shop.example") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    public Task<ChannelListing> AddListingAsync(long quantity)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"item-{_stock.Count + 1}");
        _stock[id] = quantity;
        return Task.FromResult(new ChannelListing { ExternalId = id, Sku = id });
    }

    public Task<long> ReadQuantityAsync(string externalId) => Task.FromResult(_stock[externalId]);

    public Task SetQuantityAsync(string externalId, long quantity)
    {
        _stock[externalId] = quantity;
        return Task.CompletedTask;
    }

    public Task<bool> TryFailNextWriteAsync(SimulatedFault fault)
    {
        var isKnown = fault is SimulatedFault.Throttled or SimulatedFault.Unavailable or SimulatedFault.RequestLost
            or SimulatedFault.AnswerLost or SimulatedFault.Silence;
        _next = isKnown ? fault : SimulatedFault.None;
        return Task.FromResult(isKnown);
    }

    // The shop's orders are not read by this adapter.
    public Task<string?> PlaceOrderAsync(string externalId, long units) => Task.FromResult<string?>(null);

    public Task CancelOrderAsync(string orderId) => throw new NotSupportedException("This shop has no orders.");

    public ChannelNotification? Sign(ReadOnlyMemory<byte> body) => null;

    public Task SettleAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fault = _next;
        _next = SimulatedFault.None;
        switch (fault)
        {
            case SimulatedFault.Throttled:
                return new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            case SimulatedFault.Unavailable:
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
            case SimulatedFault.RequestLost:
                throw new HttpRequestException("The connection broke.");
            case SimulatedFault.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                break;
        }

        var id = Uri.UnescapeDataString(request.RequestUri!.Segments[^1]);
        if (!_stock.ContainsKey(id))
        {
            return new HttpResponseMessage(HttpStatusCode.NotFound);
        }

        _stock[id] = await request.Content!.ReadFromJsonAsync<long>(cancellationToken);
        return fault == SimulatedFault.AnswerLost
            ? throw new HttpRequestException("The connection broke before the answer came.")
            : new HttpResponseMessage(HttpStatusCode.OK);
    }
}
