using System.Runtime.CompilerServices;
using InventorySync.Channels;
using InventorySync.Simulation.Processes;
using InventorySync.Simulation.Sabotages;
using InventorySync.Simulation.Worlds;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Simulation.Marketplaces;

/// <summary>
/// A channel's adapter as one incarnation holds it: a call goes on at the marketplace whatever becomes of the process, and its
/// answer reaches only the living.
/// </summary>
internal sealed class ProcessAdapter : IChannelAdapter, IStockReader, IListingReader, IOrderReader, INotificationReceiver, IPushConfirmer
{
    private readonly Market _market;
    private readonly SimulatedChannelAdapter _adapter;
    private readonly TamperedPushes _pushes;
    private readonly Incarnation _life;
    private readonly Trace _trace;

    public ProcessAdapter(Market market, SimulatedChannelAdapter adapter, TamperedPushes pushes, Incarnation life, Trace trace)
    {
        _market = market;
        _adapter = adapter;
        _pushes = pushes;
        _life = life;
        _trace = trace;
    }

    public ChannelDescriptor Descriptor => _adapter.Descriptor;

    public async Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default)
    {
        _market.Pushes.Begin(pushes);
        var results = await CallAsync(
            $"{_market.Id} push [{string.Join(", ", pushes.Select(push => $"{push.Sku} {push.QuantityBefore}>{push.Quantity}"))}]",
            () => _pushes.PushAsync(pushes, cancellationToken));
        _market.Pushes.End(pushes, results, _market.Now);
        _trace.Note(_life.Name, $"{_market.Id} answers [{string.Join(", ", results.Select(result => result.Status))}]");
        return results;
    }

    public async Task<IReadOnlyDictionary<string, PushResult>> ConfirmAsync(
        IReadOnlyList<string> confirmationTokens, CancellationToken cancellationToken = default)
    {
        var results = await CallAsync(
            $"{_market.Id} confirm {confirmationTokens.Count}", () => _adapter.ConfirmAsync(confirmationTokens, cancellationToken));
        foreach (var (token, result) in results)
        {
            _market.Pushes.Confirm(token, result, _market.Now);
        }

        return results;
    }

    public Task<IReadOnlyDictionary<string, long>> ReadStockAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken = default) =>
        CallAsync($"{_market.Id} read stock of {externalIds.Count}", () => _adapter.ReadStockAsync(externalIds, cancellationToken));

    public async Task<OrderPage> ReadOrdersAsync(string? cursor, CancellationToken cancellationToken = default)
    {
        var begun = _market.Now;
        var page = await CallAsync($"{_market.Id} read orders from {cursor}", () => _adapter.ReadOrdersAsync(cursor, cancellationToken));
        _market.OrdersReadFrom = page.HasMore ? _market.OrdersReadFrom : begun;
        return page;
    }

    public async IAsyncEnumerable<ChannelListing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var listings = await CallAsync(
            $"{_market.Id} read listings",
            async () =>
            {
                var read = new List<ChannelListing>();
                await foreach (var listing in _adapter.ReadListingsAsync(cancellationToken))
                {
                    read.Add(listing);
                }

                return read;
            });
        foreach (var listing in listings)
        {
            yield return listing;
        }
    }

    public NotificationContent Receive(ChannelNotification notification)
    {
        _life.Enter("receive");
        return _adapter.Receive(notification);
    }

    public Task<IReadOnlyList<ChannelOrder>> FetchOrdersAsync(string payload, CancellationToken cancellationToken = default) =>
        CallAsync($"{_market.Id} fetch order {payload}", () => _adapter.FetchOrdersAsync(payload, cancellationToken));

    private async Task<T> CallAsync<T>(string call, Func<Task<T>> send)
    {
        _life.Enter(call);
        _trace.Note(_life.Name, call);
        try
        {
            var answer = await send();
            await OnlyTheLivingAsync();
            return answer;
        }
        catch (Exception fault)
        {
            await OnlyTheLivingAsync();
            _trace.Note(_life.Name, $"{call}: {fault.GetType().Name}");
            throw;
        }
    }

    private Task OnlyTheLivingAsync() => _life.IsAlive ? Task.CompletedTask : new TaskCompletionSource().Task;
}
