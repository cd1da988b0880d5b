using InventorySync.Intake;
using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>
/// I3, for marketplace orders: however often and in whatever order their snapshots came, the ledger has moved what the order's
/// counts say, once.
/// </summary>
internal sealed class OrdersOnce : IRule
{
    public void Check(Evidence evidence)
    {
        foreach (var market in evidence.Markets)
        {
            foreach (var order in market.Place.Orders)
            {
                Check(new OrderKey(market.Id, order.OrderId), evidence.Books);
            }
        }
    }

    private static void Check(OrderKey key, Books books)
    {
        var left = new Dictionary<Sku, long>();
        var open = new Dictionary<Sku, long>();
        foreach (var line in books.Orders.GetValueOrDefault(key)?.Lines ?? [])
        {
            foreach (var component in line.Components)
            {
                left[component.Sku] = left.GetValueOrDefault(component.Sku) + (component.Quantity * (line.Line.Fulfilled - line.Line.Returned));
                open[component.Sku] = open.GetValueOrDefault(component.Sku)
                    + (component.Quantity * (line.Line.Ordered - line.Line.Cancelled - line.Line.Fulfilled));
            }
        }

        foreach (var sku in books.Of(OrderSnapshot.ReservationOf(key.Channel, key.OrderId)).GroupBy(movement => movement.Sku))
        {
            Expect(key, sku.Key, "left", -sku.Sum(movement => movement.OnHandDelta), left.GetValueOrDefault(sku.Key));
            Expect(key, sku.Key, "are reserved", sku.Sum(movement => movement.ReservedDelta), open.GetValueOrDefault(sku.Key));
            left.Remove(sku.Key);
            open.Remove(sku.Key);
        }

        // Whatever has not moved at all.
        foreach (var (sku, units) in left.Concat(open))
        {
            Expect(key, sku, "moved", 0, units);
        }
    }

    private static void Expect(OrderKey key, Sku sku, string what, long units, long expected)
    {
        if (units != expected)
        {
            throw new InvariantViolatedException(
                Invariant.I3ExactlyOnce, $"order {key.OrderId}: {units} units of {sku} {what} by the ledger, and by what was applied of the order {expected}");
        }
    }
}
