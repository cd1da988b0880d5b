using InventorySync.Catalog;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>Reckons the units that there are for a channel: the first term of what it shows. Pure.</summary>
internal static class StockPool
{
    /// <summary>
    /// Units for the channel, at least 0: what is available over the locations that serve it, a location in the red lowering
    /// it; for a kit, how many can be made of that.
    /// </summary>
    /// <param name="context">The article, the channel and the stock.</param>
    /// <param name="terms">Takes how the number comes about; null: nobody asks.</param>
    public static long Units(in PublishingContext context, ICollection<ExplanationTerm>? terms)
    {
        var components = context.Catalog.ComponentsOf(context.Sku);
        return components.IsEmpty ? ArticleUnits(context, terms) : KitUnits(context, components, terms);
    }

    /// <summary>The same with one location alone.</summary>
    public static long UnitsAt(in PublishingContext context, LocationId location)
    {
        var components = context.Catalog.ComponentsOf(context.Sku);
        if (components.IsEmpty)
        {
            return AvailableAt(context, context.Sku, location);
        }

        var kits = long.MaxValue;
        foreach (var component in components)
        {
            kits = Math.Min(kits, AvailableAt(context, component.Sku, location) / component.Quantity);
        }

        return kits;
    }

    private static long ArticleUnits(in PublishingContext context, ICollection<ExplanationTerm>? terms)
    {
        long sum = 0;
        var counted = 0;
        foreach (var level in context.Stock.Of(context.Sku))
        {
            if (context.Counts(level.Location))
            {
                sum = checked(sum + level.Available);
                counted++;
                terms?.Add(new($"available at {level.Location}", level.Available, $"on hand {level.OnHand}, reserved {level.Reserved}"));
            }
            else
            {
                terms?.Add(new($"not counted: {level.Location}", 0, $"{level.Available} available, but {WhyNot(context, level.Location)}"));
            }
        }

        if (counted == 0)
        {
            terms?.Add(new("available", 0, "no stock on record where the channel is served from"));
        }

        if (sum >= 0)
        {
            return sum;
        }

        terms?.Add(new("not below zero", -sum, "more is promised than there is"));
        return 0;
    }

    private static long KitUnits(in PublishingContext context, ReadOnlySpan<KitComponent> components, ICollection<ExplanationTerm>? terms)
    {
        long? kits = null;
        foreach (var component in components)
        {
            long sum = 0;
            foreach (var level in context.Stock.Of(component.Sku))
            {
                sum = context.Counts(level.Location) ? checked(sum + level.Available) : sum;
            }

            var possible = Math.Max(0, sum) / component.Quantity;
            var limit = Math.Min(kits ?? possible, possible);
            terms?.Add(new(
                $"kits by {component.Sku}", limit - (kits ?? 0), $"{sum} available, {component.Quantity} in a kit: enough for {possible}"));
            kits = limit;
        }

        return kits ?? 0;
    }

    private static long AvailableAt(in PublishingContext context, Sku sku, LocationId location)
    {
        foreach (var level in context.Stock.Of(sku))
        {
            if (level.Location == location)
            {
                return Math.Max(0, level.Available);
            }
        }

        return 0;
    }

    private static string WhyNot(in PublishingContext context, LocationId location)
    {
        if (!context.Channel.IsServedBy(location))
        {
            return "the location does not serve the channel";
        }

        return context.Catalog.FindLocation(location) is null ? "the location is not in the catalogue" : "the location is not active";
    }
}
