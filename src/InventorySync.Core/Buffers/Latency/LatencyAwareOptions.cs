using System.Globalization;

namespace InventorySync.Buffers.Latency;

/// <summary>Settings of a <see cref="LatencyAwareBuffer"/>.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record LatencyAwareOptions
{
    /// <summary>The default of <see cref="Epsilon"/>.</summary>
    public const double EpsilonDefault = 0.01;

    /// <summary>
    /// ε: how likely an order for the last units may be one too many, above 0 and below 1. Values below
    /// 0.000000001 count as that.
    /// </summary>
    /// <value>0.01</value>
    public double Epsilon { get; init; } = EpsilonDefault;

    /// <summary>What an order that cannot be filled costs and a sale brings; where set, ε follows from it and <see cref="Epsilon"/> does not count.</summary>
    /// <value>null</value>
    public OversellCost? Cost { get; init; }

    /// <summary>The floor: units held back at least, 0 or more. Not on a channel that asks before it sells.</summary>
    /// <value>0</value>
    public long UnitsMin { get; init; }

    /// <summary>The cap: units held back at most, at least the floor; null: none. In an outage of the channel it does not count.</summary>
    /// <value>null</value>
    public long? UnitsMax { get; init; }

    /// <summary>ε as it counts.</summary>
    internal double EpsilonInUse => Cost?.Epsilon ?? Epsilon;

    /// <summary>Says what is wrong with the settings, each fault beginning with what <paramref name="called"/> makes of the setting's name.</summary>
    internal IEnumerable<string> Faults(Func<string, string> called)
    {
        if (Cost is { } cost)
        {
            foreach (var fault in cost.Faults(setting => called($"Cost:{setting}")))
            {
                yield return fault;
            }
        }
        else if (Epsilon is not (> 0 and < 1))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{called(nameof(Epsilon))} is {Epsilon}; use a probability above 0 and below 1, such as 0.01.");
        }

        if (FixedUnits.Fault(UnitsMin, called(nameof(UnitsMin))) is { } floorFault)
        {
            yield return floorFault;
        }

        if (UnitsMax < UnitsMin)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{called(nameof(UnitsMax))} is {UnitsMax}, below the floor UnitsMin, which is {UnitsMin}; use at least that, or leave it out for no cap.");
        }
    }
}
