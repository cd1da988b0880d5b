using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Publishing;
using InventorySync.Stock;
using InventorySync.Testing.Marketplaces;
using PosIntegration.Replay;

namespace PosIntegration.Audit;

/// <summary>Holds one marketplace's own records against ours: what it shows (I7), in what order it was told (I8), what it sold (I9).</summary>
internal sealed class MarketAudit
{
    private readonly SimulatedMarketplace _marketplace;
    private readonly ChannelId _channel;

    public MarketAudit(SimulatedMarketplace marketplace)
    {
        _marketplace = marketplace;
        _channel = new ChannelId(marketplace.Options.Name);
    }

    /// <summary>Listings that buyers see with another quantity than the published one.</summary>
    public async Task<(int Listings, Findings Findings)> NotConvergedAsync(
        IReadOnlyList<Sku> articles, IPublication publication, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        foreach (var sku in articles)
        {
            var published = (await publication.ExplainAsync(sku, _channel, cancellationToken).ConfigureAwait(false)).Published;
            var shown = _marketplace.Shown(MarketDesk.ExternalId(_channel.Value, sku));
            if (shown != published)
            {
                findings.Add($"{_channel} shows {shown} of {sku}, {published} are published");
            }
        }

        return (articles.Count, findings);
    }

    /// <summary>
    /// Writes that landed after a later one of the same listing had been taken: the marketplace keeps in its history when it took
    /// each write, by its key, and when it carried it out.
    /// </summary>
    public (long Landed, Findings Findings) Stale()
    {
        var findings = new Findings();
        var order = new Dictionary<string, Dictionary<string, int>>();
        var newest = new Dictionary<string, int>();
        var landed = 0L;
        foreach (var entry in _marketplace.History)
        {
            if (entry is not { Kind: MarketplaceEventKind.WriteTaken or MarketplaceEventKind.Written, ExternalId: { } listing, Key: { } key })
            {
                continue;
            }

            if (!order.TryGetValue(listing, out var keys))
            {
                order[listing] = keys = [];
            }

            keys.TryAdd(key, keys.Count);
            if (entry.Kind == MarketplaceEventKind.Written)
            {
                landed++;
                if (newest.GetValueOrDefault(listing, -1) > keys[key])
                {
                    findings.Add($"{listing}: {entry.Units} landed at {entry.At:O} after a newer quantity");
                }

                newest[listing] = Math.Max(newest.GetValueOrDefault(listing, -1), keys[key]);
            }
        }

        return (landed, findings);
    }

    /// <summary>Orders whose units do not stand in the ledger as the marketplace has them, nor in the dead letters.</summary>
    public (int Orders, int InDeadLetters, Findings Findings) Lost(LedgerBook book, IReadOnlyCollection<DeadLetter> letters)
    {
        var findings = new Findings();
        var dead = letters.Where(letter => letter.Channel == _channel && letter.Kind == DeadLetterKind.Order).Select(letter => letter.Key).ToHashSet();
        var orders = _marketplace.Orders;
        foreach (var order in orders.Where(order => !dead.Contains(order.OrderId)))
        {
            var reservation = OrderSnapshot.ReservationOf(_channel, order.OrderId);
            foreach (var lines in order.Lines.GroupBy(line => new Sku(line.Sku!)))
            {
                var reserved = lines.Sum(line => line.Ordered - line.Cancelled - line.Fulfilled);
                var onHand = -lines.Sum(line => line.Fulfilled - line.Returned);
                var booked = book.ByOrder.GetValueOrDefault((reservation, lines.Key));
                if (booked != (onHand, reserved))
                {
                    findings.Add(
                        $"{order.OrderId}, {lines.Key}: on hand {onHand:+0;-0;0} and reserved {reserved} by the marketplace, {booked.OnHand:+0;-0;0} and {booked.Reserved} in the ledger");
                }
            }
        }

        return (orders.Count, dead.Count, findings);
    }

    /// <summary>Writes that the marketplace carried out since a moment.</summary>
    public long WritesSince(DateTimeOffset since) =>
        _marketplace.History.LongCount(entry => entry.At > since && entry.Kind is MarketplaceEventKind.Written or MarketplaceEventKind.WriteTaken or MarketplaceEventKind.WriteRefused);
}
