using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Testing.Marketplaces;
using PosIntegration.Plan;

namespace PosIntegration.Replay;

/// <summary>The buyers of one marketplace, and the seller's parcels: all that happens there without the stock controller's doing.</summary>
internal sealed class MarketDesk
{
    private readonly SimulatedMarketplace _marketplace;
    private readonly SoldUnits _sold;
    private readonly OutletTotals _totals;

    // As each change left them: nobody else changes them.
    private readonly Dictionary<string, ChannelOrder> _orders = [];

    // Those with parcels to come, in the order in which they were placed.
    private readonly List<string> _open = [];

    public MarketDesk(SimulatedMarketplace marketplace, SoldUnits sold, OutletTotals totals)
    {
        _marketplace = marketplace;
        _sold = sold;
        _totals = totals;
    }

    public SimulatedMarketplace Marketplace => _marketplace;

    /// <summary>The id under which an article is listed there.</summary>
    public static string ExternalId(string channel, Sku sku) => $"{channel}/{sku}";

    public void List(IEnumerable<Sku> articles)
    {
        foreach (var sku in articles)
        {
            _marketplace.AddListing(ExternalId(_marketplace.Options.Name, sku), sku.Value);
        }
    }

    /// <summary>A buyer takes of each line what the marketplace shows at this moment, and goes without the rest.</summary>
    public void Buy(Sale sale)
    {
        var basket = new List<PurchaseLine>();
        var wanted = 0L;
        foreach (var line in sale.Lines)
        {
            var externalId = ExternalId(_marketplace.Options.Name, line.Sku);
            wanted += line.Quantity;
            if (Math.Min(line.Quantity, _marketplace.Shown(externalId)) is > 0 and var units)
            {
                basket.Add(new PurchaseLine(externalId, units));
            }
        }

        var bought = 0L;
        if (basket.Count > 0 && _marketplace.TryBuy(basket, out var order))
        {
            foreach (var line in order.Lines)
            {
                bought += line.Ordered;
                _sold.Note(sale.Invoice, new Sku(line.Sku!), line.Ordered, _marketplace.Options.Name, new OrderLineRef(order.OrderId, line.LineId));
            }

            _totals.Sales++;
            _orders.Add(order.OrderId, order);
            _open.Add(order.OrderId);
        }

        _totals.UnitsSold += bought;
        _totals.UnitsRefused += wanted - bought;
        _totals.SalesCut += bought < wanted ? 1 : 0;
    }

    /// <summary>Takes units of an order back: cancelled while they are here, returned once they have left.</summary>
    public void TakeBack(OrderLineRef line, long units)
    {
        var cancelled = Cancel(line.OrderId, line.LineId, units);
        var now = _orders[line.OrderId].Lines.Single(l => l.LineId == line.LineId);
        var returned = Math.Min(units - cancelled, now.Fulfilled - now.Returned);
        if (returned > 0)
        {
            _orders[line.OrderId] = _marketplace.Refund(line.OrderId, restock: true, line.LineId, returned);
        }

        _totals.UnitsBack += cancelled + returned;
    }

    /// <summary>Cancels units of the newest open orders because stock does not cover them.</summary>
    /// <returns>How many units could be cancelled here.</returns>
    public long CancelForLackOfStock(Sku sku, long units)
    {
        var left = units;
        for (var i = _open.Count - 1; i >= 0 && left > 0; i--)
        {
            foreach (var line in _orders[_open[i]].Lines.Where(line => line.Sku == sku.Value))
            {
                left -= Cancel(_open[i], line.LineId, left);
            }
        }

        _totals.UnitsCancelledForLackOfStock += units - left;
        return units - left;
    }

    /// <summary>Hands everything that is open over to the carrier.</summary>
    public void Ship()
    {
        foreach (var order in _open)
        {
            _orders[order] = _marketplace.Fulfil(order);
        }

        _open.Clear();
    }

    /// <summary>Cancels up to that many units, as far as they have not left.</summary>
    private long Cancel(string orderId, string lineId, long units)
    {
        var line = _orders[orderId].Lines.Single(line => line.LineId == lineId);
        var cancelled = Math.Min(units, line.Ordered - line.Cancelled - line.Fulfilled);
        if (cancelled > 0)
        {
            _orders[orderId] = _marketplace.Cancel(orderId, lineId, cancelled);
        }

        return cancelled;
    }
}
