using PosIntegration.Input;

namespace PosIntegration.Generator;

/// <summary>What real files have between their good lines: one bad line of each sort, in turn.</summary>
internal static class Dirt
{
    private static readonly Func<RawLine, RawLine>[] Sorts =
    [
        line => line with { Code = "POST", Quantity = "1", Price = "18.00" },
        line => line with { Quantity = "0" },
        line => line with { Quantity = "six" },
        line => line with { Date = "yesterday" },
        line => line with { Code = line.Code.ToLowerInvariant() },
        line => line with { Price = string.Empty },
        line => line with { Code = string.Empty },
        line => line with { Invoice = "A" + line.Invoice, Code = "B", Price = "-1106.06" },
        line => new RawLine { Number = line.Number, Fault = "5 fields instead of 7" },
    ];

    public static RawLine Of(RawLine good, Random random) => Sorts[random.Next(Sorts.Length)](good);
}
