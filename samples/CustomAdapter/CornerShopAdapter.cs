using System.Net;
using System.Net.Http.Json;
using InventorySync.Channels;

namespace CustomAdapter;

/// <summary>Tells a shop what to show. Its interface takes one listing at a time: <c>PUT stock/{id}</c>, with the quantity as JSON.</summary>
public sealed class CornerShopAdapter : IChannelAdapter
{
    private readonly IHttpClientFactory _http;
    private readonly ChannelId _id;

    public CornerShopAdapter(IHttpClientFactory http, ChannelId id)
    {
        _http = http;
        _id = id;
    }

    public ChannelDescriptor Descriptor { get; } = new() { Kind = "corner-shop", CallsPerSecond = 5, QuantityMax = 9_999 };

    public async Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = _http.CreateClient(_id.Value);
            var address = new Uri($"stock/{Uri.EscapeDataString(pushes[0].ExternalId)}", UriKind.Relative);
            using var response = await client.PutAsJsonAsync(address, pushes[0].Quantity, cancellationToken);
            return [Result(response)];
        }
        catch (HttpRequestException fault)
        {
            return [PushResult.Transient(fault.Message)];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [PushResult.Transient("The shop did not answer in time.")];
        }
    }

    private static PushResult Result(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.OK => PushResult.Accepted,
        HttpStatusCode.TooManyRequests => PushResult.Throttled(response.Headers.RetryAfter?.Delta),
        >= HttpStatusCode.InternalServerError => PushResult.Transient($"The shop answered {response.StatusCode:D}."),
        _ => PushResult.Rejected($"The shop refused with {response.StatusCode:D}."),
    };
}
