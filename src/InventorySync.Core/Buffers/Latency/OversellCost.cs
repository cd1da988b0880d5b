using System.Globalization;

namespace InventorySync.Buffers.Latency;

/// <summary>What an oversold order costs and what a sale brings, from which it follows how likely an oversell may be.</summary>
/// <remarks>
/// <para>
/// Holding back one more unit pays as long as the cost of an oversold order times its chance exceeds the margin times the chance
/// that the unit would stay unsold: ε = margin · chance unsold / cost. It is the newsvendor's critical ratio, read as a chance.
/// </para>
/// <para>Amounts are in any one currency. Immutable; safe from any thread.</para>
/// </remarks>
public sealed record OversellCost
{
    /// <summary>What one order that cannot be filled costs: refund, fees, the customer, the standing with the channel; above 0.</summary>
    public required decimal OversoldOrder { get; init; }

    /// <summary>What the sale of one unit brings; above 0.</summary>
    public required decimal Margin { get; init; }

    /// <summary>How likely a unit that is held back stays unsold until the next delivery, above 0 to 1.</summary>
    /// <value>1</value>
    public double UnsoldChance { get; init; } = 1;

    /// <summary>ε.</summary>
    internal double Epsilon => (double)(Margin / OversoldOrder) * UnsoldChance;

    internal IEnumerable<string> Faults(Func<string, string> called)
    {
        var isFine = true;
        if (OversoldOrder <= 0)
        {
            isFine = false;
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{called(nameof(OversoldOrder))} is {OversoldOrder}; give what one order that cannot be filled costs, above 0.");
        }

        if (Margin <= 0)
        {
            isFine = false;
            yield return string.Create(CultureInfo.InvariantCulture, $"{called(nameof(Margin))} is {Margin}; give what the sale of one unit brings, above 0.");
        }

        if (UnsoldChance is not (> 0 and <= 1))
        {
            isFine = false;
            yield return string.Create(CultureInfo.InvariantCulture, $"{called(nameof(UnsoldChance))} is {UnsoldChance}; use a probability above 0, up to 1.");
        }

        if (isFine && Epsilon >= 1)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{called(nameof(OversoldOrder))} is {OversoldOrder}, no more than the margin {Margin} times the chance unsold {UnsoldChance}: overselling would always pay, and no unit would be held back. Leave the rule out, or correct the amounts.");
        }
    }
}
