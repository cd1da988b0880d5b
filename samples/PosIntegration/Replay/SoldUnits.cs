using InventorySync.Stock;

namespace PosIntegration.Replay;

/// <summary>What was really sold on which invoice, so that no more is cancelled or brought back than that.</summary>
internal sealed class SoldUnits
{
    private readonly Dictionary<(string Invoice, Sku Sku), Entry> _sold = [];

    public void Note(string invoice, Sku sku, long units, string outlet, OrderLineRef? order = null) =>
        _sold[(invoice, sku)] = new Entry(outlet, order, units);

    /// <summary>Takes back up to as many units as are left of the sale.</summary>
    /// <returns>How many, and where they were sold; none where the sale never came about.</returns>
    public (long Units, string Outlet, OrderLineRef? Order) TakeBack(string invoice, Sku sku, long units)
    {
        if (!_sold.TryGetValue((invoice, sku), out var entry))
        {
            return (0, string.Empty, null);
        }

        var taken = Math.Min(units, entry.Units);
        _sold[(invoice, sku)] = entry with { Units = entry.Units - taken };
        return (taken, entry.Outlet, entry.Order);
    }

    private readonly record struct Entry(string Outlet, OrderLineRef? Order, long Units);
}

/// <summary>One line of a marketplace's order.</summary>
internal sealed record OrderLineRef(string OrderId, string LineId);
