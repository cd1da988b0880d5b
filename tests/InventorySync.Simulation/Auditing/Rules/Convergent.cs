using InventorySync.Simulation.Marketplaces;
using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>I7: what a marketplace's buyers see is what stock and rules say, reckoned here from the ledger and the plan alone.</summary>
internal sealed class Convergent : IRule
{
    public void Check(Evidence evidence)
    {
        foreach (var market in evidence.Markets)
        {
            if (Difference(market, evidence) is { } difference)
            {
                throw new InvariantViolatedException(Invariant.I7Convergent, difference);
            }
        }
    }

    /// <summary>Where a marketplace shows something else than it should; null: nowhere.</summary>
    public static string? Difference(Market market, Evidence evidence)
    {
        foreach (var sku in market.Skus)
        {
            var shown = market.Place.Shown(market.ListingOf(sku));
            var expected = Published(market.Plan, sku, evidence);
            var listing = evidence.Books.Listings[(market.Id, sku)];
            if (shown != expected || listing is { Acknowledged: null } or { Sending: not null })
            {
                return $"{market.ListingOf(sku)} shows {shown}, published is {expected}; the listing is {listing.Status}, acknowledged {listing.Acknowledged}, sending {listing.Sending}";
            }
        }

        return null;
    }

    private static long Published(MarketPlan plan, Sku sku, Evidence evidence)
    {
        var pool = long.MaxValue;
        foreach (var (component, units) in evidence.Recipes.Of(sku))
        {
            var available = evidence.Books.Levels.Where(level => level.Sku == component).Sum(level => level.Available);
            pool = Math.Min(pool, Math.Max(0, available) / units);
        }

        var heldBack = Math.Max(((pool * plan.BufferPercent) + 99) / 100, plan.BufferUnits);
        return Math.Clamp(pool - heldBack, 0, Math.Min(plan.QuantityCap ?? long.MaxValue, plan.Marketplace.QuantityMax));
    }
}
