using InventorySync.Channels;
using InventorySync.Testing.Marketplaces.Model;

namespace InventorySync.Testing.Marketplaces;

// What adapters call: the marketplace's programming interface, before any transport.
public sealed partial class SimulatedMarketplace : IMarketplaceTransport
{
    // A connection on which nothing happens is closed by somebody at last.
    private static readonly TimeSpan SilenceMax = TimeSpan.FromMinutes(2);

    Task<CallReply<IReadOnlyList<PushResult>>> IMarketplaceTransport.WriteAsync(IReadOnlyList<WriteRow> rows, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<PushResult>>(writes: true, (now, fault) => Write(now, rows, fault), cancellationToken);

    Task<CallReply<IReadOnlyDictionary<string, PushResult>>> IMarketplaceTransport.ConfirmAsync(
        IReadOnlyList<string> tokens, CancellationToken cancellationToken) => CallAsync<IReadOnlyDictionary<string, PushResult>>(
            writes: false,
            (_, _) => tokens.Select(token => (Token: token, Result: _desk.Confirm(token)))
                .Where(asked => asked.Result is not null)
                .ToDictionary(asked => asked.Token, asked => asked.Result!),
            cancellationToken);

    Task<CallReply<IReadOnlyDictionary<string, long>>> IMarketplaceTransport.ReadStockAsync(
        IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => CallAsync<IReadOnlyDictionary<string, long>>(
            writes: false,
            (_, _) => externalIds.Where(_byExternalId.ContainsKey).ToDictionary(id => id, id => _byExternalId[id].Recorded),
            cancellationToken);

    Task<CallReply<OrderPage>> IMarketplaceTransport.ReadOrdersAsync(string? cursor, CancellationToken cancellationToken) =>
        CallAsync(writes: false, (_, _) => _orders.ReadPage(cursor), cancellationToken);

    Task<CallReply<IReadOnlyList<ChannelOrder>>> IMarketplaceTransport.ReadOrderAsync(string orderId, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<ChannelOrder>>(
            writes: false, (_, _) => _orders.Find(orderId) is { } order ? [order.ToSnapshot()] : [], cancellationToken);

    Task<CallReply<IReadOnlyList<ChannelListing>>> IMarketplaceTransport.ReadListingsAsync(int from, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<ChannelListing>>(
            writes: false,
            (_, _) => [.. _listings.Skip(from).Take(Options.OrderPageSize).Select(listing => ToShown(listing) with { Quantity = listing.Recorded })],
            cancellationToken);

    /// <summary>Lets a call travel, carries it out or lets it fail, and lets the answer travel back.</summary>
    /// <param name="writes">Whether it counts against the rate limit.</param>
    /// <param name="carryOut">What it does, under the lock.</param>
    /// <param name="cancellationToken">The caller gives up: a request that has not arrived by then never does.</param>
    private async Task<CallReply<T>> CallAsync<T>(bool writes, Func<DateTimeOffset, SimulatedFault, T> carryOut, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await WaitAsync(Locked(_ => _gate.DrawOneWay()), cancellationToken).ConfigureAwait(false);
        var plan = Locked(now => _gate.Plan(now, writes));
        switch (plan.Fault)
        {
            case SimulatedFault.None or SimulatedFault.RowFailure:
                var answer = Locked(now => carryOut(now, plan.Fault));
                await WaitAsync(plan.Back, cancellationToken).ConfigureAwait(false);
                return new(SimulatedFault.None, answer);

            case SimulatedFault.Silence:
                await WaitAsync(SilenceMax, cancellationToken).ConfigureAwait(false);
                return new(SimulatedFault.RequestLost);

            case SimulatedFault.LateWrite:
                Locked(now =>
                {
                    _agenda.Add(now + plan.LateBy, late => carryOut(late, SimulatedFault.None));
                    _agenda.RunDue(now);
                });
                await WaitAsync(SilenceMax, cancellationToken).ConfigureAwait(false);
                return new(SimulatedFault.RequestLost);

            case SimulatedFault.AnswerLost:
                Locked(now => carryOut(now, SimulatedFault.None));
                break;
        }

        await WaitAsync(plan.Back, cancellationToken).ConfigureAwait(false);
        return new(plan.Fault, RetryAfter: plan.RetryAfter);
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay <= TimeSpan.Zero ? Task.CompletedTask : _runtime.DelayAsync(delay, cancellationToken);

    private PushResult[] Write(DateTimeOffset now, IReadOnlyList<WriteRow> rows, SimulatedFault fault)
    {
        var results = new PushResult[rows.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var listing = _byExternalId.GetValueOrDefault(rows[i].ExternalId);
            results[i] = _desk.Take(now, listing, rows[i], fails: fault == SimulatedFault.RowFailure && i == 0);
            if (Options.NotifiesOfWrites && listing is not null && results[i].Status == PushStatus.Accepted)
            {
                var echo = ToShown(listing) with { Quantity = listing.Recorded };
                Notify(now, NotificationCodec.ListingTopic, NotificationCodec.Body(echo));
            }
        }

        return results;
    }
}
