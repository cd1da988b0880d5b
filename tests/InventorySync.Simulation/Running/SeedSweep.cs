namespace InventorySync.Simulation.Running;

/// <summary>Runs many seeds, several at a time: each world has a thread and everything else to itself.</summary>
internal static class SeedSweep
{
    /// <summary>Runs the seeds and tells of each that failed as soon as it has.</summary>
    public static IReadOnlyList<SeedResult> Run(IEnumerable<int> seeds, Action<SeedResult>? ended = null)
    {
        var results = new List<SeedResult>();
        var @lock = new Lock();
        Parallel.ForEach(
            seeds,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            seed =>
            {
                var result = SeedRun.Run(seed);
                lock (@lock)
                {
                    results.Add(result);
                    ended?.Invoke(result);
                }
            });
        return [.. results.OrderBy(result => result.Seed)];
    }
}
