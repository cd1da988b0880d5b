namespace InventorySync.Benchmarks.Measuring;

/// <summary>Measures subjects in turn, round by round, so that a machine that slows down slows all of them, and takes medians.</summary>
internal static class Rounds
{
    /// <param name="subjects">What to measure; the name and one round, which returns its figures.</param>
    /// <param name="rounds">Counted rounds; one more runs first and is thrown away.</param>
    public static async Task<IReadOnlyList<Figures>> MeasureAsync(IReadOnlyList<(string Name, Func<Task<Figures>> Round)> subjects, int rounds)
    {
        var all = subjects.Select(_ => new List<Figures>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < subjects.Count; i++)
            {
                GC.Collect();
                var figures = await subjects[i].Round();
                if (round > 0)
                {
                    all[i].Add(figures);
                }
            }
        }

        return [.. all.Select((figures, i) => Median(subjects[i].Name, figures))];
    }

    private static Figures Median(string name, List<Figures> figures) => new()
    {
        Subject = name,
        PerSecond = MedianOf(figures.ConvertAll(figure => figure.PerSecond)),
        BytesEach = MedianOf(figures.ConvertAll(figure => figure.BytesEach)),
    };

    private static double MedianOf(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
