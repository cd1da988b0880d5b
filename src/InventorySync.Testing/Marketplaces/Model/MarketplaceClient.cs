using System.Runtime.CompilerServices;
using InventorySync.Channels;

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>What an adapter does with a marketplace's answers, over whatever transport. Holds no state.</summary>
internal sealed class MarketplaceClient
{
    private readonly IMarketplaceTransport _transport;
    private readonly ChannelDescriptor _descriptor;
    private readonly string _notificationSecret;

    public MarketplaceClient(IMarketplaceTransport transport, ChannelDescriptor descriptor, string notificationSecret)
    {
        _transport = transport;
        _descriptor = descriptor;
        _notificationSecret = notificationSecret;
    }

    public async Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken)
    {
        ThrowIfNoBatch(pushes, nameof(pushes));
        WriteRow[] rows = [.. pushes.Select(WriteRow.From)];
        if (_descriptor.WriteMode == WriteMode.Delta && rows.Any(row => row.QuantityBefore is null))
        {
            // A difference needs a base. Reading it leaves a moment in which a sale can slip in; the caller chose that by not naming one.
            var stock = await _transport.ReadStockAsync([.. rows.Select(row => row.ExternalId)], cancellationToken).ConfigureAwait(false);
            if (stock.Fault != SimulatedFault.None)
            {
                return Failed(stock, rows.Length);
            }

            rows = [.. rows.Select(row => row with { QuantityBefore = row.QuantityBefore ?? Find(stock.Value!, row.ExternalId) })];
        }

        var reply = await _transport.WriteAsync(rows, cancellationToken).ConfigureAwait(false);
        return reply.Fault == SimulatedFault.None ? reply.Value! : Failed(reply, rows.Length);
    }

    public async Task<IReadOnlyDictionary<string, PushResult>> ConfirmAsync(IReadOnlyList<string> tokens, CancellationToken cancellationToken)
    {
        ThrowIfNoBatch(tokens, nameof(tokens));
        return Answer(await _transport.ConfirmAsync(tokens, cancellationToken).ConfigureAwait(false));
    }

    public async Task<IReadOnlyDictionary<string, long>> ReadStockAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        ThrowIfNoBatch(externalIds, nameof(externalIds));
        return Answer(await _transport.ReadStockAsync(externalIds, cancellationToken).ConfigureAwait(false));
    }

    public async Task<OrderPage> ReadOrdersAsync(string? cursor, CancellationToken cancellationToken) =>
        Answer(await _transport.ReadOrdersAsync(cursor, cancellationToken).ConfigureAwait(false));

    public async IAsyncEnumerable<ChannelListing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = 0;
        while (true)
        {
            var page = Answer(await _transport.ReadListingsAsync(read, cancellationToken).ConfigureAwait(false));
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var listing in page)
            {
                yield return listing;
            }

            read += page.Count;
        }
    }

    public NotificationContent Receive(ChannelNotification notification) => NotificationCodec.Read(_notificationSecret, notification);

    public async Task<IReadOnlyList<ChannelOrder>> FetchOrdersAsync(string payload, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(payload))
        {
            throw new FormatException("The payload names no order.");
        }

        return Answer(await _transport.ReadOrderAsync(payload, cancellationToken).ConfigureAwait(false));
    }

    private static long? Find(IReadOnlyDictionary<string, long> stock, string externalId) =>
        stock.TryGetValue(externalId, out var quantity) ? quantity : null;

    private static PushResult[] Failed<T>(CallReply<T> reply, int count)
    {
        var result = reply.Fault switch
        {
            _ when reply.IsRefused => PushResult.Rejected(reply.Message),
            SimulatedFault.Throttled => PushResult.Throttled(reply.RetryAfter, reply.Message),
            _ => PushResult.Transient(reply.Message),
        };
        var results = new PushResult[count];
        Array.Fill(results, result);
        return results;
    }

    private static T Answer<T>(CallReply<T> reply) => reply.Fault == SimulatedFault.None ? reply.Value! : throw new IOException(reply.Message);

    private void ThrowIfNoBatch<T>(IReadOnlyList<T> batch, string parameter)
    {
        ArgumentNullException.ThrowIfNull(batch, parameter);
        if (batch.Count < 1 || batch.Count > _descriptor.BatchSizeMax)
        {
            throw new ArgumentOutOfRangeException(
                parameter, batch.Count, $"The batch has {batch.Count} entries; this channel takes 1 to {_descriptor.BatchSizeMax}.");
        }
    }
}
