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
            var expected = Expected(market, sku, evidence);
            var listing = evidence.Books.Listings[(market.Id, sku)];
            if (shown != expected || listing is { Acknowledged: null } or { Sending: not null })
            {
                return $"{market.ListingOf(sku)} shows {shown}, published is {expected}; the listing is {listing.Status}, acknowledged {listing.Acknowledged}, sending {listing.Sending}";
            }
        }

        return null;
    }

    private static long Expected(Market market, Sku sku, Evidence evidence)
    {
        var published = Published(market.Plan, sku, evidence);

        if (!market.Plan.Marketplace.SubtractsOwnOpenOrders)
        {
            return published;
        }

        // The product adds the open units of the marketplace's orders to what it tells, and reads them off the holds, which
        // name components: what was ordered as a kit can't be told apart. So it adds nothing for kits and their components,
        // which then show too little; and for an article that is no component any more it adds open orders of the kit too.
        var added = evidence.Recipes.IsInvolved(sku) ? 0 : HeldUnits(market, sku, evidence.Books);
        return Math.Max(0, published + added - OpenUnits(market, sku));
    }

    private static long HeldUnits(Market market, Sku sku, Books books) => books.OpenReservations
        .Where(reservation => reservation.Channel == market.Id)
        .SelectMany(reservation => reservation.Lines)
        .Where(line => line.Sku == sku)
        .Sum(line => line.Open);

    private static long OpenUnits(Market market, Sku sku) => market.Place.Orders
        .SelectMany(order => order.Lines)
        .Where(line => line.ExternalId == market.ListingOf(sku))
        .Sum(line => line.Ordered - line.Cancelled - line.Fulfilled);

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
