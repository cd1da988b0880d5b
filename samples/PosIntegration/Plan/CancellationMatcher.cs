using InventorySync.Stock;
using PosIntegration.Input;

namespace PosIntegration.Plan;

/// <summary>Finds the sales that cancellations take back: the customer's own latest ones of the article, each unit once.</summary>
internal sealed class CancellationMatcher
{
    private readonly Dictionary<(string Customer, Sku Sku), List<Sold>> _sold = [];

    public void NoteSale(SalesLine line)
    {
        // A sale without a customer can't be told from others: nothing is ever matched with it.
        if (line.Customer.Length == 0)
        {
            return;
        }

        var key = (line.Customer, line.Sku);
        if (!_sold.TryGetValue(key, out var sales))
        {
            _sold[key] = sales = [];
        }

        sales.Add(new Sold(line.Invoice, line.Units));
    }

    /// <summary>Takes units back from the latest sale to the earliest.</summary>
    /// <returns>The parts; fewer units than asked for where the input has not sold as many, none where it has sold none.</returns>
    public List<CancelledUnits> Match(SalesLine line)
    {
        var parts = new List<CancelledUnits>();
        var open = line.Units;
        if (line.Customer.Length == 0 || !_sold.TryGetValue((line.Customer, line.Sku), out var sales))
        {
            return parts;
        }

        while (open > 0 && sales.Count > 0)
        {
            var last = sales[^1];
            var units = Math.Min(open, last.Units);
            parts.Add(new CancelledUnits(last.Invoice, line.Sku, units));
            open -= units;
            sales.RemoveAt(sales.Count - 1);
            if (last.Units > units)
            {
                sales.Add(last with { Units = last.Units - units });
            }
        }

        return parts;
    }

    private readonly record struct Sold(string Invoice, long Units);
}
