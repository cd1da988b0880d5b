using System.Globalization;

namespace PosIntegration.Plan;

/// <summary>The outlets that take part, with their shares of the invoices.</summary>
internal sealed class Outlets
{
    /// <summary>All five, with shares as a retailer with one strong shop of its own has them.</summary>
    public static readonly Outlets Default = new(
    [
        new Outlet(Outlet.Till1, IsTill: true, 5),
        new Outlet(Outlet.Till2, IsTill: true, 5),
        new Outlet(Outlet.Shopify, IsTill: false, 45),
        new Outlet(Outlet.Meli, IsTill: false, 30),
        new Outlet(Outlet.Amazon, IsTill: false, 15),
    ]);

    private Outlets(IReadOnlyList<Outlet> all) => All = all;

    public IReadOnlyList<Outlet> All { get; }

    public IEnumerable<Outlet> Tills => All.Where(outlet => outlet.IsTill);

    public IEnumerable<Outlet> Marketplaces => All.Where(outlet => !outlet.IsTill);

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => string.Join(",", All.Select(outlet => string.Create(CultureInfo.InvariantCulture, $"{outlet.Name}={outlet.Share:0.##}")));

    /// <summary>Reads a list such as <c>till-1,shopify-sim=60,meli-sim=40</c>; an outlet without a number keeps its usual share.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? TryParse(string text, out Outlets outlets)
    {
        outlets = Default;
        var chosen = new Dictionary<string, Outlet>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals].TrimEnd();
            if (Default.All.FirstOrDefault(outlet => outlet.Name == name) is not { } outlet)
            {
                return $"'{name}' is no channel; there are: {string.Join(", ", Default.All.Select(o => o.Name))}.";
            }

            var share = outlet.Share;
            if (equals >= 0
                && !(double.TryParse(part.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out share) && share is > 0 and < 1e6))
            {
                return $"The share in '{part}' must be a number above 0, such as {name}=30.";
            }

            if (!chosen.TryAdd(name, outlet with { Share = share }))
            {
                return $"'{name}' stands in the list twice.";
            }
        }

        if (chosen.Count == 0)
        {
            return "The list of channels is empty; name at least one.";
        }

        // The order of the defaults, so that the same set in another order assigns alike.
        outlets = new Outlets([.. Default.All.Where(outlet => chosen.ContainsKey(outlet.Name)).Select(outlet => chosen[outlet.Name])]);
        return null;
    }

    /// <summary>The outlet of an invoice: the same one each time, whatever the seed, the period or the machine.</summary>
    public Outlet Of(string invoice)
    {
        var at = StableHash.Fraction(invoice) * All.Sum(outlet => outlet.Share);
        foreach (var outlet in All)
        {
            at -= outlet.Share;
            if (at < 0)
            {
                return outlet;
            }
        }

        return All[^1];
    }
}
