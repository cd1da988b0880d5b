using InventorySync.Channels;
using InventorySync.Simulation.Marketplaces;
using InventorySync.Simulation.Worlds;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Simulation.Workload;

/// <summary>The marketplaces' buyers, and what becomes of their orders: cancelled, edited, shipped, refunded, in parts or whole.</summary>
internal sealed class Buyers : IActor
{
    private readonly World _world;
    private readonly Chance _chance;

    public Buyers(World world)
    {
        _world = world;
        _chance = world.Chance.Branch();
    }

    public double Weight => _world.Markets.Count * 4;

    public void Act()
    {
        var market = _chance.Pick(_world.Markets);
        var orders = market.Place.Orders;
        if (orders.Count == 0 || _chance.Happens(0.5))
        {
            Buy(market);
        }
        else
        {
            // The newest orders live most.
            Change(market, orders[^Math.Min(orders.Count, _chance.Between(1, 20))]);
        }
    }

    private void Buy(Market market)
    {
        var count = _chance.Happens(0.8) ? 1 : 2;
        var lines = Enumerable.Range(0, count).Select(_ => Line(market)).ToArray();
        var bought = market.Place.TryBuy(lines, out var order);
        _world.Trace.Note(market.Plan.Name, $"buyer wants [{string.Join(", ", lines.Select(line => $"{line.Units} {line.ExternalId}"))}]: {(bought ? order!.OrderId : "refused")}");
    }

    private PurchaseLine Line(Market market)
    {
        var listing = _chance.PickSkewed(market.Place.Listings);
        var shown = listing.Quantity!.Value;
        var units = _chance.PickWeighted([6, 2, 1, 1]) switch
        {
            0 => 1,
            1 => _chance.Between(1L, 3L),
            2 => shown,
            _ => shown + 1,
        };
        return new PurchaseLine(listing.ExternalId, Math.Max(1, units));
    }

    private void Change(Market market, ChannelOrder order)
    {
        var line = _chance.Pick(order.Lines);
        var open = line.Ordered - line.Cancelled - line.Fulfilled;
        var left = line.Fulfilled - line.Returned;
        var deed = _chance.PickWeighted([3, 4, 2, 1, 2]);
        _world.Trace.Note(market.Plan.Name, $"order {order.OrderId} line {line.LineId} ({line.Ordered} ordered, {open} open, {left} left): deed {deed}");
        switch (deed)
        {
            case 0 when open > 0:
                market.Place.Cancel(order.OrderId, line.LineId, Some(open));
                break;
            case 1 when open > 0:
                market.Place.Fulfil(order.OrderId, line.LineId, Some(open));
                break;
            case 2 when left > 0:
                market.Place.Refund(order.OrderId, restock: true, line.LineId, Some(left));
                break;
            case 3 when left > 0:
                market.Place.Refund(order.OrderId, restock: false, line.LineId, Some(left));
                break;
            case 4:
                market.Place.TryEdit(order.OrderId, line.LineId, Math.Max(line.Cancelled + line.Fulfilled, line.Ordered + _chance.Between(-2, 2)), out _);
                break;
        }
    }

    private long Some(long units) => _chance.Happens(0.6) ? units : _chance.Between(1, units);
}
