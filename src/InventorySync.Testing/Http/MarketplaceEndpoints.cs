using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using InventorySync.Testing.Http.Wire;
using InventorySync.Testing.Marketplaces;
using InventorySync.Testing.Marketplaces.Model;
using Microsoft.AspNetCore.Http;

namespace InventorySync.Testing.Http;

/// <summary>Answers the requests to a simulated marketplace: each fault becomes what a real one shows on the wire.</summary>
internal sealed class MarketplaceEndpoints
{
    private readonly SimulatedMarketplaceOptions _options;
    private readonly IMarketplaceTransport _marketplace;

    public MarketplaceEndpoints(SimulatedMarketplace marketplace)
    {
        _options = marketplace.Options;
        _marketplace = marketplace;
    }

    public async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!IsAuthorized(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await RouteAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(fault.Message, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up, or the server stops: there is nobody to answer.
            context.Abort();
        }
    }

    private Task RouteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        switch (context.Request.Method, context.Request.Path.Value)
        {
            case ("POST", Routes.Write) when _options.BatchSizeMax == 1:
                return WriteOneAsync(context, cancellationToken);
            case ("POST", Routes.Writes) when _options.BatchSizeMax > 1:
                return WriteAsync(context, cancellationToken);
            case ("POST", Routes.Confirmations):
                return ConfirmAsync(context, cancellationToken);
            case ("GET", Routes.Stock):
                return ReplyAsync(
                    context, _marketplace.ReadStockAsync([.. query["id"].OfType<string>()], cancellationToken),
                    stock => new Dictionary<string, long>(stock), WireJson.Default.DictionaryStringInt64, cancellationToken);
            case ("GET", Routes.Orders):
                var cursor = query["cursor"];
                return ReplyAsync(
                    context, _marketplace.ReadOrdersAsync(cursor.Count == 0 ? null : cursor[0], cancellationToken),
                    page => page, WireJson.Default.OrderPage, cancellationToken);
            case ("GET", Routes.Order):
                return ReplyAsync(
                    context, _marketplace.ReadOrderAsync(query["id"].ToString(), cancellationToken),
                    orders => orders.SingleOrDefault(), WireJson.Default.ChannelOrder, cancellationToken);
            case ("GET", Routes.Listings):
                var from = int.Parse(query["from"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture);
                return ReplyAsync(
                    context, _marketplace.ReadListingsAsync(from, cancellationToken),
                    listings => listings.ToArray(), WireJson.Default.ChannelListingArray, cancellationToken);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }

    private async Task WriteOneAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(context, WireJson.Default.WriteRow, cancellationToken).ConfigureAwait(false);
        await ReplyAsync(
            context, _marketplace.WriteAsync([row], cancellationToken),
            results => WriteAnswer.From(results[0]), WireJson.Default.WriteAnswer, cancellationToken, answer => answer.Status).ConfigureAwait(false);
    }

    private async Task WriteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(context, WireJson.Default.WriteRowArray, cancellationToken).ConfigureAwait(false);
        ThrowIfNoBatch(rows);
        await ReplyAsync(
            context, _marketplace.WriteAsync(rows, cancellationToken),
            results => results.Select(WriteAnswer.From).ToArray(), WireJson.Default.WriteAnswerArray, cancellationToken,
            _ => HttpStatusCode.MultiStatus).ConfigureAwait(false);
    }

    private async Task ConfirmAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var tokens = await ReadAsync(context, WireJson.Default.StringArray, cancellationToken).ConfigureAwait(false);
        ThrowIfNoBatch(tokens);
        await ReplyAsync(
            context, _marketplace.ConfirmAsync(tokens, cancellationToken),
            results => results.ToDictionary(result => result.Key, result => WriteAnswer.From(result.Value)),
            WireJson.Default.DictionaryStringWriteAnswer, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ReplyAsync<T, TBody>(
        HttpContext context,
        Task<CallReply<T>> call,
        Func<T, TBody?> body,
        JsonTypeInfo<TBody> type,
        CancellationToken cancellationToken,
        Func<TBody, HttpStatusCode>? status = null)
        where TBody : class
    {
        var reply = await call.ConfigureAwait(false);
        var response = context.Response;
        switch (reply.Fault)
        {
            case SimulatedFault.None when body(reply.Value!) is { } content:
                response.StatusCode = (int)(status?.Invoke(content) ?? HttpStatusCode.OK);
                await response.WriteAsJsonAsync(content, type, cancellationToken: cancellationToken).ConfigureAwait(false);
                break;
            case SimulatedFault.None:
                response.StatusCode = StatusCodes.Status404NotFound;
                break;
            case SimulatedFault.Throttled:
                response.StatusCode = StatusCodes.Status429TooManyRequests;
                response.Headers.RetryAfter = reply.RetryAfter is { } wait
                    ? Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)
                    : default(Microsoft.Extensions.Primitives.StringValues);
                await response.WriteAsync(reply.Message, cancellationToken).ConfigureAwait(false);
                break;
            case SimulatedFault.Unavailable:
                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await response.WriteAsync(reply.Message, cancellationToken).ConfigureAwait(false);
                break;
            default:
                context.Abort();
                break;
        }
    }

    private static async ValueTask<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await JsonSerializer.DeserializeAsync(context.Request.Body, type, cancellationToken).ConfigureAwait(false)
            ?? throw new JsonException("The body is null.");

    private void ThrowIfNoBatch(IReadOnlyList<object?> batch)
    {
        if (batch.Count < 1 || batch.Count > _options.BatchSizeMax)
        {
            throw new FormatException($"The batch has {batch.Count} entries; 1 to {_options.BatchSizeMax} are taken.");
        }

        // JSON can hold nulls in a list whatever its type says.
        if (batch.Contains(null))
        {
            throw new FormatException("An entry of the batch is null.");
        }
    }

    private bool IsAuthorized(HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {_options.AccessToken}"));
}
