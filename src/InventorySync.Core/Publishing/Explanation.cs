using System.Globalization;
using System.Text;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>Why a channel is to show a quantity: every term, with the rule that produced it.</summary>
/// <remarks><see cref="ToString"/> prints it as a small table. Immutable; safe from any thread.</remarks>
public sealed record Explanation
{
    /// <summary>The article or kit.</summary>
    public required Sku Sku { get; init; }

    /// <summary>The channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>The moment for which it was reckoned.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The terms, in the order in which they apply. Their units add up to <see cref="Published"/>.</summary>
    public required IReadOnlyList<ExplanationTerm> Terms { get; init; }

    /// <summary>The quantity that the channel is to show.</summary>
    public required long Published { get; init; }

    /// <summary>A table with one line a term: what it adds or takes away, what that leaves, and why.</summary>
    public override string ToString()
    {
        List<(string Name, string Units, string Leaves, string Why)> rows = [("term", "units", "leaves", "because")];
        long leaves = 0;
        foreach (var term in Terms)
        {
            leaves += term.Units;
            rows.Add((term.Name, Text(term.Units), Text(leaves), term.Rule));
        }

        rows.Add(("published", "", Text(Published), ""));
        var (names, units, sums) = (rows.Max(row => row.Name.Length), rows.Max(row => row.Units.Length), rows.Max(row => row.Leaves.Length));
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{Sku} on {Channel} at {At.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC"));
        foreach (var row in rows)
        {
            var line = $"  {row.Name.PadRight(names)}  {row.Units.PadLeft(units)}  {row.Leaves.PadLeft(sums)}  {row.Why}";
            table.Append('\n').Append(line.TrimEnd());
        }

        return table.ToString();
    }

    private static string Text(long units) => units.ToString(CultureInfo.InvariantCulture);
}
