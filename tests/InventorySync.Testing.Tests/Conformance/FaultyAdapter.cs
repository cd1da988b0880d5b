using System.Runtime.CompilerServices;
using InventorySync.Channels;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Testing.Tests.Conformance;

/// <summary>A right adapter with one thing made wrong: what the conformance suite has to find.</summary>
internal sealed class FaultyAdapter(SimulatedChannelAdapter inner) : IChannelAdapter, IStockReader, IListingReader, IOrderReader, INotificationReceiver, IPushConfirmer
{
    public Func<QuantityPush, QuantityPush> Sends { get; init; } = push => push;

    public Func<IReadOnlyList<QuantityPush>, IReadOnlyList<QuantityPush>> SendsBatch { get; init; } = pushes => pushes;

    public Func<IReadOnlyList<PushResult>, IReadOnlyList<PushResult>> Answers { get; init; } = results => results;

    public bool SwallowsCancellation { get; init; }

    public Func<ChannelDescriptor, ChannelDescriptor> Declares { get; init; } = descriptor => descriptor;

    public Func<OrderPage, OrderPage> ReadsOrders { get; init; } = page => page;

    public Func<IReadOnlyList<string>, IReadOnlyDictionary<string, long>, IReadOnlyDictionary<string, long>> ReadsStock { get; init; } = (_, stock) => stock;

    public int ListingsMax { get; init; } = int.MaxValue;

    public Func<ChannelNotification, NotificationContent, NotificationContent> Receives { get; init; } = (_, content) => content;

    public string Text { get; init; } = "adapter";

    public ChannelDescriptor Descriptor => Declares(inner.Descriptor);

    public async Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default)
    {
        try
        {
            return Answers(await inner.PushAsync([.. SendsBatch(pushes).Select(Sends)], cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (SwallowsCancellation)
        {
            return [.. pushes.Select(_ => PushResult.Transient("cancelled"))];
        }
    }

    public async Task<IReadOnlyDictionary<string, long>> ReadStockAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken = default) =>
        ReadsStock(externalIds, await inner.ReadStockAsync(externalIds, cancellationToken).ConfigureAwait(false));

    public async IAsyncEnumerable<ChannelListing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var read = 0;
        await foreach (var listing in inner.ReadListingsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (++read > ListingsMax)
            {
                yield break;
            }

            yield return listing;
        }
    }

    public async Task<OrderPage> ReadOrdersAsync(string? cursor, CancellationToken cancellationToken = default) =>
        ReadsOrders(await inner.ReadOrdersAsync(cursor, cancellationToken).ConfigureAwait(false));

    public NotificationContent Receive(ChannelNotification notification) => Receives(notification, inner.Receive(notification));

    public Task<IReadOnlyList<ChannelOrder>> FetchOrdersAsync(string payload, CancellationToken cancellationToken = default) =>
        inner.FetchOrdersAsync(payload, cancellationToken);

    public Task<IReadOnlyDictionary<string, PushResult>> ConfirmAsync(IReadOnlyList<string> confirmationTokens, CancellationToken cancellationToken = default) =>
        inner.ConfirmAsync(confirmationTokens, cancellationToken);

    public override string ToString() => Text;
}
