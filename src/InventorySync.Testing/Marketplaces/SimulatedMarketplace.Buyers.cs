using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using InventorySync.Channels;
using InventorySync.Testing.Marketplaces.Model;

namespace InventorySync.Testing.Marketplaces;

public sealed partial class SimulatedMarketplace
{
    /// <summary>Every order as it is now, in the order of their last changes.</summary>
    public IReadOnlyList<ChannelOrder> Orders => Locked(_ => _orders.ToList());

    /// <summary>Lets a buyer order units of one listing.</summary>
    /// <param name="externalId">The listing.</param>
    /// <param name="units">How many, from 1.</param>
    /// <param name="order">The order, or null where fewer are shown.</param>
    /// <returns>Whether the marketplace accepted it: as many were shown.</returns>
    public bool TryBuy(string externalId, long units, [NotNullWhen(true)] out ChannelOrder? order) =>
        TryBuy([new PurchaseLine(externalId, units)], out order);

    /// <summary>Lets a buyer order several listings: all or nothing.</summary>
    /// <param name="lines">What, each with units from 1.</param>
    /// <param name="order">The order, or null where fewer are shown of one.</param>
    /// <returns>Whether the marketplace accepted it.</returns>
    /// <exception cref="ArgumentException">There are no lines, one has no units, or names a listing that is not there.</exception>
    public bool TryBuy(IReadOnlyList<PurchaseLine> lines, [NotNullWhen(true)] out ChannelOrder? order)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentOutOfRangeException.ThrowIfZero(lines.Count, nameof(lines));
        foreach (var line in lines)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(line.Units, 1, nameof(lines));
        }

        order = Locked(now => Buy(now, lines));
        return order is not null;
    }

    /// <summary>Cancels units that have not left yet.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="lineId">The line; null: every line.</param>
    /// <param name="units">How many of each line; null: all that are open.</param>
    /// <returns>The order as it is then.</returns>
    /// <exception cref="ArgumentException">There is no such order or line, or fewer units are open.</exception>
    public ChannelOrder Cancel(string orderId, string? lineId = null, long? units = null) =>
        Change(orderId, lineId, units, MarketOrder.OpenUnits, MarketplaceEventKind.Cancelled, (listing, line, count) =>
        {
            listing.Cancel(count);
            return line with { Cancelled = line.Cancelled + count };
        });

    /// <summary>Lets units leave.</summary>
    /// <inheritdoc cref="Cancel"/>
    public ChannelOrder Fulfil(string orderId, string? lineId = null, long? units = null) =>
        Change(orderId, lineId, units, MarketOrder.OpenUnits, MarketplaceEventKind.Fulfilled, (listing, line, count) =>
        {
            listing.Fulfil(count);
            return line with { Fulfilled = line.Fulfilled + count };
        });

    /// <summary>Refunds units that had left.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="restock">Whether they came back and can be sold again; otherwise only the order's time changes.</param>
    /// <param name="lineId">The line; null: every line.</param>
    /// <param name="units">How many of each line; null: all that left and did not come back.</param>
    /// <returns>The order as it is then.</returns>
    /// <exception cref="ArgumentException">There is no such order or line, or fewer units have left.</exception>
    public ChannelOrder Refund(string orderId, bool restock, string? lineId = null, long? units = null) =>
        Change(
            orderId, lineId, units, line => line.Fulfilled - line.Returned, restock ? MarketplaceEventKind.Returned : MarketplaceEventKind.Refunded,
            (_, line, count) => restock ? line with { Returned = line.Returned + count } : line);

    /// <summary>Changes how many units a line of an order reads.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="lineId">The line.</param>
    /// <param name="ordered">Units from now on, at least those cancelled and fulfilled.</param>
    /// <param name="order">The order as it is then, or null where more were asked for than are shown.</param>
    /// <returns>Whether the marketplace accepted it.</returns>
    /// <exception cref="ArgumentException">There is no such order or line, or <paramref name="ordered"/> is too small.</exception>
    public bool TryEdit(string orderId, string lineId, long ordered, [NotNullWhen(true)] out ChannelOrder? order)
    {
        order = Locked(now =>
        {
            var edited = _orders.Get(orderId);
            var line = edited.Line(lineId);
            ArgumentOutOfRangeException.ThrowIfLessThan(ordered, line.Cancelled + line.Fulfilled);
            var listing = Get(line.ExternalId!);
            var more = ordered - line.Ordered;
            var shownBefore = listing.Shown;
            if (more > shownBefore)
            {
                _history.Add(now, MarketplaceEventKind.SaleRefused, listing, more, shownBefore, edited.Id);
                return null;
            }

            var beyond = 0L;
            if (more > 0)
            {
                beyond = listing.Sell(more);
            }
            else
            {
                listing.Cancel(-more);
            }

            edited.Replace(line with { Ordered = ordered });
            _history.Add(now, MarketplaceEventKind.OrderEdited, listing, more, shownBefore, edited.Id, beyondRecord: beyond);
            return Changed(now, edited);
        });
        return order is not null;
    }

    private ChannelOrder? Buy(DateTimeOffset now, IReadOnlyList<PurchaseLine> lines)
    {
        var bought = lines.Select(line => (Listing: Get(line.ExternalId), line.Units)).ToList();
        foreach (var units in bought.GroupBy(line => line.Listing))
        {
            var wanted = units.Sum(line => line.Units);
            if (wanted > units.Key.Shown)
            {
                _history.Add(now, MarketplaceEventKind.SaleRefused, units.Key, wanted, units.Key.Shown);
                return null;
            }
        }

        var order = _orders.Place(now, bought.Select((line, at) => new ChannelOrderLine
        {
            LineId = (at + 1).ToString(CultureInfo.InvariantCulture),
            ExternalId = line.Listing.ExternalId,
            Sku = line.Listing.Sku,
            Ordered = line.Units,
        }));
        _history.CountOrder();
        foreach (var (listing, units) in bought)
        {
            var shownBefore = listing.Shown;
            var beyond = listing.Sell(units);
            _history.Add(now, MarketplaceEventKind.Sold, listing, units, shownBefore, order.Id, beyondRecord: beyond);
        }

        return Notified(now, order);
    }

    private ChannelOrder Change(
        string orderId,
        string? lineId,
        long? units,
        Func<ChannelOrderLine, long> unitsMax,
        MarketplaceEventKind kind,
        Func<MarketListing, ChannelOrderLine, long, ChannelOrderLine> change) => Locked(now =>
        {
            var order = _orders.Get(orderId);
            ChannelOrderLine[] lines = lineId is null ? [.. order.Lines] : [order.Line(lineId)];
            foreach (var line in units is null ? [] : lines)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(units!.Value, nameof(units));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(units.Value, unitsMax(line), nameof(units));
            }

            foreach (var line in lines)
            {
                var count = units ?? unitsMax(line);
                if (count == 0)
                {
                    continue;
                }

                var listing = Get(line.ExternalId!);
                var shownBefore = listing.Shown;
                order.Replace(change(listing, line, count));
                _history.Add(now, kind, listing, count, shownBefore, order.Id);
            }

            return Changed(now, order);
        });

    private ChannelOrder Changed(DateTimeOffset now, MarketOrder order)
    {
        _orders.Changed(order, now);
        return Notified(now, order);
    }

    private ChannelOrder Notified(DateTimeOffset now, MarketOrder order)
    {
        var snapshot = order.ToSnapshot();
        if (Options.NotificationsCarryOrders)
        {
            Notify(now, NotificationCodec.OrderTopic, NotificationCodec.Body(snapshot));
        }
        else
        {
            Notify(now, NotificationCodec.OrderNamedTopic, NotificationCodec.Body(new OrderName { OrderId = order.Id }));
        }

        return snapshot;
    }
}
