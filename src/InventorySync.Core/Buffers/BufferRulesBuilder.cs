using InventorySync.Buffers.Latency;
using InventorySync.Stock;

namespace InventorySync.Buffers;

/// <summary>Collects buffer rules: each method adds one, and what it returns narrows the rule down.</summary>
/// <remarks>
/// <para>Of all rules that match, the one that holds back most counts; they never add up.</para>
/// <code>
/// buffers.Percent(5).During(buenFin, percent: 15);             // everywhere, always; more during the event
/// buffers.Units(2).ForChannel("meli-mx");                      // at least two units kept from a slow marketplace
/// buffers.Percent(50).ForCategory("glass").AtLocation("store-1");
/// </code>
/// <para>Used at start, by one thread.</para>
/// </remarks>
public sealed class BufferRulesBuilder
{
    private readonly List<BufferRuleBuilder> _rules = [];

    internal BufferRulesBuilder()
    {
    }

    /// <summary>Holds back a share of what there is; a started unit counts whole, so that 5 % of 7 is 1.</summary>
    /// <param name="percent">The share, 0 to 100.</param>
    /// <returns>The rule, to narrow it down.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is outside 0 to 100.</exception>
    public BufferRuleBuilder Percent(decimal percent) => Use(new PercentBuffer(percent));

    /// <summary>Holds back a number of units of each article.</summary>
    /// <param name="units">The units, 0 or more.</param>
    /// <returns>The rule, to narrow it down.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is negative.</exception>
    public BufferRuleBuilder Units(long units) => Use(new FixedUnits(units));

    /// <summary>Keeps a number of units of each article that is its own.</summary>
    /// <param name="units">The units by article, each 0 or more.</param>
    /// <param name="unitsDefault">The units of every other article, 0 or more.</param>
    /// <returns>The rule, to narrow it down.</returns>
    /// <exception cref="ArgumentException">A number is negative.</exception>
    public BufferRuleBuilder SafetyStock(IReadOnlyDictionary<Sku, long> units, long unitsDefault = 0) =>
        Use(new SafetyStock(units, unitsDefault));

    /// <summary>
    /// Holds back what sells, with all but a small chance, before the channel hears of it: from the measured demand and delays.
    /// </summary>
    /// <param name="epsilon">The chance that an order for the last units may be one too many, above 0 and below 1.</param>
    /// <param name="unitsMin">The floor: units held back at least, 0 or more.</param>
    /// <param name="unitsMax">The cap: units held back at most, at least the floor; null: none.</param>
    /// <returns>The rule, to narrow it down.</returns>
    /// <exception cref="ArgumentException">A number is outside its range; the message names it.</exception>
    public BufferRuleBuilder LatencyAware(double epsilon = LatencyAwareOptions.EpsilonDefault, long unitsMin = 0, long? unitsMax = null) =>
        LatencyAware(new LatencyAwareOptions { Epsilon = epsilon, UnitsMin = unitsMin, UnitsMax = unitsMax });

    /// <summary>The same, with all its settings; such as what an oversold order costs, instead of a chance.</summary>
    /// <param name="options">The settings.</param>
    /// <returns>The rule, to narrow it down.</returns>
    /// <exception cref="ArgumentException">A setting is outside its range; the message names it.</exception>
    public BufferRuleBuilder LatencyAware(LatencyAwareOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Use(new LatencyAwareBuffer(options));
    }

    /// <summary>Holds back the units that other channels sold of late.</summary>
    /// <param name="window">How far back sales count: whole minutes, from one to a day.</param>
    /// <returns>The rule, to narrow it down.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> is outside that range.</exception>
    public BufferRuleBuilder Velocity(TimeSpan window) => Use(new VelocityBuffer(window));

    /// <summary>Holds back what a policy of your own says.</summary>
    /// <param name="policy">The policy; one instance serves every listing, from any thread.</param>
    /// <returns>The rule, to narrow it down.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="policy"/> is null.</exception>
    public BufferRuleBuilder Use(IBufferPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var rule = new BufferRuleBuilder(policy);
        _rules.Add(rule);
        return rule;
    }

    internal IEnumerable<BufferRule> Build() => _rules.SelectMany(rule => rule.Build());
}
