using System.Globalization;
using InventorySync.Buffers;
using InventorySync.Channels;

namespace InventorySync.Publishing;

/// <summary>Reckons what a channel is to show: pool, quota, buffer, cap. Pure; safe from any thread.</summary>
/// <remarks>
/// The number and its explanation come out of the same steps: each step notes what it adds or takes away, where somebody
/// listens, so that the terms' sum is the number.
/// </remarks>
internal sealed class QuantityCalculator
{
    private readonly BufferRuleSet _buffers;
    private readonly QuotaCalculator _quotas;

    public QuantityCalculator(BufferRuleSet buffers, QuotaCalculator quotas)
    {
        _buffers = buffers;
        _quotas = quotas;
    }

    /// <summary>The published quantity, from 0 to the channel's cap and never above the pool.</summary>
    /// <param name="context">The article, the channel, the stock and the moment.</param>
    /// <param name="terms">Takes how the number comes about; null: nobody asks.</param>
    public long Published(in PublishingContext context, ICollection<ExplanationTerm>? terms = null) => Published(context, terms, out _);

    /// <summary>The same, and when to reckon it anew although no stock moved; null: when stock moves or rules change.</summary>
    public long Published(in PublishingContext context, ICollection<ExplanationTerm>? terms, out DateTimeOffset? reviewAt)
    {
        var category = context.Catalog.FindItem(context.Sku)?.Category;
        var pool = StockPool.Units(context, terms);
        var quota = _quotas.Quota(context, category, pool, terms);
        var rest = quota - HeldBack(context, category, quota, terms, out reviewAt);
        return Capped(context.Channel, rest, terms);
    }

    private long HeldBack(in PublishingContext context, string? category, long quota, ICollection<ExplanationTerm>? terms, out DateTimeOffset? reviewAt)
    {
        reviewAt = null;
        var rules = _buffers.Of(context.Sku);
        BufferRule? strictest = null;
        BufferContext strictestContext = default;
        long most = 0;
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            if (!Matches(rule, context, category))
            {
                continue;
            }

            var reckoned = new BufferContext
            {
                Sku = context.Sku,
                Channel = context.Channel.Id,
                Units = rule.Location is { } location ? StockPool.UnitsAt(context, location) : quota,
                Now = context.Now,
                Descriptor = context.Channel.Descriptor,
                Demand = context.Stock.Demand,
                Delays = context.Stock.Delays,
            };
            reviewAt = rule.Policy.ReviewAt(reckoned) is { } at && (reviewAt is not { } first || at < first) ? at : reviewAt;
            var units = Math.Clamp(rule.Policy.UnitsHeldBack(reckoned), 0, reckoned.Units);
            if (strictest is null || units > most)
            {
                (strictest, strictestContext, most) = (rule, reckoned, units);
            }
        }

        // A location can have more than the quota, where another one is in the red or the pool is divided.
        most = Math.Min(most, quota);
        terms?.Add(new("buffer", -most, strictest is null ? $"{NoBuffer.PolicyName}: no rule matches" : Reason(strictest, strictestContext)));
        return most;
    }

    private static bool Matches(BufferRule rule, in PublishingContext context, string? category) =>
        (rule.Channel is null || rule.Channel == context.Channel.Id)
        && (rule.Category is null || rule.Category == category)
        && (rule.Window is null || rule.Window.Contains(context.Now))
        && (rule.Location is not { } location || context.Counts(location));

    private static string Reason(BufferRule rule, in BufferContext context)
    {
        var place = rule.Location is { } location ? $", at {location} alone" : "";
        var time = rule.Window is { } window ? $", during {window}" : "";
        return $"{rule.Name}: {rule.Policy.Describe(context)}{place}{time}";
    }

    private static long Capped(SalesChannel channel, long rest, ICollection<ExplanationTerm>? terms)
    {
        var set = channel.Options.QuantityCap;
        var isSet = set < channel.Descriptor.QuantityMax;
        var cap = isSet ? set!.Value : channel.Descriptor.QuantityMax;
        var published = Math.Clamp(rest, 0, cap);
        terms?.Add(new("cap", published - rest, string.Create(
            CultureInfo.InvariantCulture, $"at most {cap}, {(isSet ? "as set for the channel" : "the most the channel can show")}")));
        return published;
    }
}
