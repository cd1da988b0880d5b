namespace InventorySync.Load.Measuring;

/// <summary>The middle of several rounds.</summary>
internal static class Median
{
    public static double Of<T>(IReadOnlyCollection<T> rounds, Func<T, double> figure)
    {
        var values = rounds.Select(figure).Order().ToArray();
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    /// <summary>Null where a round could not measure it.</summary>
    public static double? OfKnown<T>(IReadOnlyCollection<T> rounds, Func<T, double?> figure) =>
        rounds.Any(round => figure(round) is null) ? null : Of(rounds, round => figure(round)!.Value);
}
