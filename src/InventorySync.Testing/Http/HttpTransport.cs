using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using InventorySync.Channels;
using InventorySync.Testing.Http.Wire;
using InventorySync.Testing.Marketplaces;
using InventorySync.Testing.Marketplaces.Model;

namespace InventorySync.Testing.Http;

/// <summary>A simulated marketplace's interface over HTTP: every answer, and every lack of one, becomes a reply.</summary>
internal sealed class HttpTransport : IMarketplaceTransport
{
    private readonly HttpClient _client;
    private readonly string _accessToken;
    private readonly bool _oneByOne;

    public HttpTransport(HttpClient client, string accessToken, bool oneByOne)
    {
        _client = client;
        _accessToken = accessToken;
        _oneByOne = oneByOne;
    }

    public async Task<CallReply<IReadOnlyList<PushResult>>> WriteAsync(IReadOnlyList<WriteRow> rows, CancellationToken cancellationToken)
    {
        var reply = _oneByOne
            ? await SendAsync(Post(Routes.Write, rows[0], WireJson.Default.WriteRow), IsRowAnswer, ReadOneAsync, cancellationToken).ConfigureAwait(false)
            : await SendAsync(Post(Routes.Writes, [.. rows], WireJson.Default.WriteRowArray), IsSuccess, ReadRowsAsync, cancellationToken).ConfigureAwait(false);

        // Fewer answers than rows: nobody can tell which is whose.
        return reply.Fault == SimulatedFault.None && reply.Value!.Count != rows.Count
            ? new(SimulatedFault.AnswerLost, Detail: $"{reply.Value.Count} answers came for {rows.Count} listings.")
            : reply;
    }

    public Task<CallReply<IReadOnlyDictionary<string, PushResult>>> ConfirmAsync(IReadOnlyList<string> tokens, CancellationToken cancellationToken) =>
        SendAsync<IReadOnlyDictionary<string, PushResult>>(
            Post(Routes.Confirmations, [.. tokens], WireJson.Default.StringArray),
            IsSuccess,
            async (response, token) =>
            {
                var answers = await ReadAsync(response, WireJson.Default.DictionaryStringWriteAnswer, token).ConfigureAwait(false);
                return answers.ToDictionary(answer => answer.Key, answer => answer.Value.ToResult());
            },
            cancellationToken);

    public Task<CallReply<IReadOnlyDictionary<string, long>>> ReadStockAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) =>
        SendAsync<IReadOnlyDictionary<string, long>>(
            Get(Routes.Stock + "?" + string.Join('&', externalIds.Select(id => "id=" + Uri.EscapeDataString(id)))),
            IsSuccess,
            async (response, token) => await ReadAsync(response, WireJson.Default.DictionaryStringInt64, token).ConfigureAwait(false),
            cancellationToken);

    public Task<CallReply<OrderPage>> ReadOrdersAsync(string? cursor, CancellationToken cancellationToken) => SendAsync(
        Get(Routes.Orders + (cursor is null ? string.Empty : "?cursor=" + Uri.EscapeDataString(cursor))),
        IsSuccess,
        (response, token) => ReadAsync(response, WireJson.Default.OrderPage, token),
        cancellationToken);

    public Task<CallReply<IReadOnlyList<ChannelOrder>>> ReadOrderAsync(string orderId, CancellationToken cancellationToken) =>
        SendAsync<IReadOnlyList<ChannelOrder>>(
            Get(Routes.Order + "?id=" + Uri.EscapeDataString(orderId)),
            status => IsSuccess(status) || status == HttpStatusCode.NotFound,
            async (response, token) => response.StatusCode == HttpStatusCode.NotFound
                ? []
                : [await ReadAsync(response, WireJson.Default.ChannelOrder, token).ConfigureAwait(false)],
            cancellationToken);

    public Task<CallReply<IReadOnlyList<ChannelListing>>> ReadListingsAsync(int from, CancellationToken cancellationToken) =>
        SendAsync<IReadOnlyList<ChannelListing>>(
            Get(string.Create(CultureInfo.InvariantCulture, $"{Routes.Listings}?from={from}")),
            IsSuccess,
            async (response, token) => await ReadAsync(response, WireJson.Default.ChannelListingArray, token).ConfigureAwait(false),
            cancellationToken);

    private static bool IsRowAnswer(HttpStatusCode status) =>
        status is HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity;

    private static async Task<IReadOnlyList<PushResult>> ReadOneAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        [(await ReadAsync(response, WireJson.Default.WriteAnswer, cancellationToken).ConfigureAwait(false)).ToResult()];

    private static async Task<IReadOnlyList<PushResult>> ReadRowsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var answers = await ReadAsync(response, WireJson.Default.WriteAnswerArray, cancellationToken).ConfigureAwait(false);
        return [.. answers.Select(answer => answer.ToResult())];
    }

    /// <summary>Sends a request and reads its answer, which one that <paramref name="isAnswer"/> knows is.</summary>
    private async Task<CallReply<T>> SendAsync<T>(
        HttpRequestMessage request,
        Func<HttpStatusCode, bool> isAnswer,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _accessToken);
            try
            {
                using var response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
                return response.StatusCode switch
                {
                    HttpStatusCode.TooManyRequests => new(SimulatedFault.Throttled, RetryAfter: RetryAfter(response.Headers)),
                    var status when isAnswer(status) => new(SimulatedFault.None, await read(response, cancellationToken).ConfigureAwait(false)),
                    >= HttpStatusCode.InternalServerError => new(SimulatedFault.Unavailable, Detail: Words(response)),
                    _ => new(SimulatedFault.Unavailable, Detail: Words(response), IsRefused: true),
                };
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException)
            {
                return new(SimulatedFault.AnswerLost, Detail: fault.Message);
            }
            catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
            {
                // The client's own time-out: the caller's cancellation goes out as it is.
                return new(SimulatedFault.AnswerLost, Detail: fault.Message);
            }
        }
    }

    private static bool IsSuccess(HttpStatusCode status) => status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,

        // A date is by the server's clock, and so is the answer's: no need to trust ours.
        { Date: { } date } when headers.Date is { } now && date > now => date - now,
        _ => null,
    };

    private static string Words(HttpResponseMessage response) => $"The marketplace answered {response.StatusCode:D} {response.ReasonPhrase}.";

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("The body is null.");

    private static HttpRequestMessage Get(string address) => new(HttpMethod.Get, new Uri(address, UriKind.Relative));

    private static HttpRequestMessage Post<T>(string path, T body, JsonTypeInfo<T> type) =>
        new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, type) };
}
