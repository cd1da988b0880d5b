using System.Collections.Frozen;
using InventorySync.Allocation;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>Reckons a channel's part of the pool. Pure; safe from any thread.</summary>
/// <remarks>
/// Where channels are served by different locations, each group of locations that serves the same of them is divided by itself: no
/// channel is promised units that only another one can sell. The groups that fewest channels share come first, so that what a
/// channel has for itself counts towards its units before what it shares.
/// </remarks>
internal sealed class QuotaCalculator
{
    private readonly AllocationRuleSet _rules;
    private readonly SalesChannel[] _channels;
    private readonly FrozenDictionary<ChannelId, int> _indexes;
    private readonly LocationGroups _groups;

    public QuotaCalculator(AllocationRuleSet rules, ChannelRegistry channels)
    {
        _rules = rules;
        _channels = [.. channels.All.OrderBy(channel => channel.Options.Priority).ThenBy(channel => channel.Id)];
        _indexes = _channels.Index().ToFrozenDictionary(channel => channel.Item.Id, channel => channel.Index);
        _groups = new LocationGroups(_channels);
    }

    /// <summary>The channel's quota, from 0 to the pool.</summary>
    /// <param name="context">The article, the channel, the stock and the moment.</param>
    /// <param name="category">The article's category.</param>
    /// <param name="pool">What there is for the channel.</param>
    /// <param name="terms">Takes how the number comes about; null: nobody asks.</param>
    public long Quota(in PublishingContext context, string? category, long pool, ICollection<ExplanationTerm>? terms)
    {
        var strategy = _rules.Of(context.Sku, category);
        if (!AllocationRuleSet.Divides(strategy))
        {
            terms?.Add(new("quota", 0, $"{strategy.Name}: {pool} of {pool}"));
            return pool;
        }

        var quotas = new long[_channels.Length];
        List<string>? reasons = terms is null ? null : [];
        Divide(context, new Division(strategy, category, pool, quotas), reasons);

        // A strategy of somebody else's must not promise what is not there.
        var quota = Math.Clamp(quotas[_indexes[context.Channel.Id]], 0, pool);
        terms?.Add(new("quota", quota - pool, $"{strategy.Name}: {string.Join("; ", reasons!.Prepend($"{quota} of {pool}"))}"));
        return quota;
    }

    private void Divide(in PublishingContext context, in Division division, List<string>? reasons)
    {
        var competes = new bool[_channels.Length];
        for (var i = 0; i < competes.Length; i++)
        {
            // The channel that asks is about to show the article, whether its listing has been read yet or not.
            competes[i] = _channels[i].Id == context.Channel.Id || context.Allocation.IsListed(context.Sku, _channels[i].Id);
        }

        if (_groups.IsOne)
        {
            DivideGroup(context, division, competes, division.Pool, reasons);
            return;
        }

        var groups = Merged(competes);
        var deficits = new long[_channels.Length];
        foreach (var group in groups)
        {
            var units = Units(context, group.Groups);
            if (units > 0)
            {
                DivideGroup(context, division, group.Competes, units, reasons);
            }

            for (var i = 0; units < 0 && i < deficits.Length; i++)
            {
                deficits[i] -= group.Competes[i] ? units : 0;
            }
        }

        for (var i = 0; i < deficits.Length; i++)
        {
            division.Quotas[i] = Math.Max(0, division.Quotas[i] - deficits[i]);
        }
    }

    private void DivideGroup(in PublishingContext context, in Division division, bool[] competes, long units, List<string>? reasons)
    {
        var places = new int[competes.Count(isIn => isIn)];
        var channels = new AllocationChannel[places.Length];
        for (int i = 0, place = 0; i < competes.Length; i++)
        {
            if (competes[i])
            {
                places[place] = i;
                channels[place++] = new AllocationChannel
                {
                    Channel = _channels[i].Id,
                    Priority = _channels[i].Options.Priority,
                    UnitsSold = division.Strategy.UsesSales ? UnitsSold(context, _channels[i].Id) : 0,
                    Granted = division.Quotas[i],
                };
            }
        }

        var quotas = new long[places.Length];
        var sales = division.Strategy.UsesSales ? context.Allocation.Sales.Days : 0;
        var divided = new AllocationContext(context.Sku, division.Category, units, channels, sales);
        division.Strategy.Divide(divided, quotas);
        for (var place = 0; place < places.Length; place++)
        {
            division.Quotas[places[place]] += Math.Clamp(quotas[place], 0, units);
            if (reasons is not null && channels[place].Channel == context.Channel.Id && division.Strategy.Describe(divided, place) is { Length: > 0 } reason
                && !reasons.Contains(reason))
            {
                reasons.Add(reason);
            }
        }
    }

    /// <summary>Groups that serve the same of the competing channels, put together; those of fewest channels first.</summary>
    private IEnumerable<(List<int> Groups, bool[] Competes)> Merged(bool[] competes)
    {
        List<(List<int> Groups, bool[] Competes)> merged = [];
        for (var group = 0; group < _groups.Served.Count; group++)
        {
            bool[] served = [.. _groups.Served[group].Zip(competes, (isServed, isIn) => isServed && isIn)];
            if (merged.FindIndex(known => known.Competes.SequenceEqual(served)) is >= 0 and var known)
            {
                merged[known].Groups.Add(group);
            }
            else if (served.Contains(true))
            {
                merged.Add(([group], served));
            }
        }

        return merged.OrderBy(group => group.Competes.Count(isIn => isIn)).ThenBy(group => group.Groups[0]);
    }

    /// <summary>What is available in some groups; a kit: as many as can be made of it.</summary>
    private long Units(in PublishingContext context, List<int> groups)
    {
        var components = context.Catalog.ComponentsOf(context.Sku);
        if (components.IsEmpty)
        {
            return Available(context, context.Sku, groups);
        }

        var kits = long.MaxValue;
        foreach (var component in components)
        {
            kits = Math.Min(kits, Available(context, component.Sku, groups) / component.Quantity);
        }

        return Math.Max(0, kits);
    }

    private long Available(in PublishingContext context, Sku sku, List<int> groups)
    {
        long sum = 0;
        foreach (var level in context.Stock.Of(sku))
        {
            if (groups.Contains(_groups.GroupOf(level.Location)) && context.Catalog.FindLocation(level.Location) is { IsActive: true })
            {
                sum = checked(sum + level.Available);
            }
        }

        return sum;
    }

    // The ledger names what left the shelf: of a kit, its components.
    private static long UnitsSold(in PublishingContext context, ChannelId channel)
    {
        var sales = context.Allocation.Sales;
        var units = sales.Of(context.Sku, channel).Units;
        foreach (var component in context.Catalog.ComponentsOf(context.Sku))
        {
            units += sales.Of(component.Sku, channel).Units;
        }

        return units;
    }

    /// <summary>One division under way.</summary>
    private readonly record struct Division(IAllocationStrategy Strategy, string? Category, long Pool, long[] Quotas);
}
