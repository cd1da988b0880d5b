using System.Globalization;

namespace InventorySync.Load.Targets;

/// <summary>What the library has to reach: a ratio of two figures of one run, or one figure.</summary>
/// <param name="Number">As in the list of targets; empty where it stands outside.</param>
/// <param name="What">The comparison in words.</param>
/// <param name="Figure">The library's figure; null where it was not measured.</param>
/// <param name="Beside">What it is divided by; null where it was not measured, 1 for a figure by itself.</param>
/// <param name="AtLeast">The lower limit, or null.</param>
/// <param name="AtMost">The upper limit, or null.</param>
internal sealed record Target(string Number, string What, double? Figure, double? Beside, double? AtLeast = null, double? AtMost = null)
{
    public bool IsMeasured => Figure is not null && Beside is not null;

    private double Ratio => Figure!.Value / Beside!.Value;

    private bool IsReached => (AtLeast is null || Ratio >= AtLeast) && (AtMost is null || Ratio <= AtMost);

    /// <summary>A row of the table.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Number} | {What} | {Text(Figure!.Value)}{(Beside is 1 ? string.Empty : " / " + Text(Beside!.Value))} | {Text(Ratio)} | {(AtLeast is { } least ? $">= {least:0.###}" : $"<= {AtMost:0.###}")} | {(IsReached ? "yes" : "**no**")} |");

    private static string Text(double value) => value.ToString(value >= 100 ? "N0" : "0.###", CultureInfo.InvariantCulture);
}
