using System.Globalization;
using InventorySync.Simulation.Running;
using Xunit.Abstractions;

namespace InventorySync.Simulation;

/// <summary>The whole system under many seeds: what the product promises holds in every one of their worlds.</summary>
public sealed class SimulationTests
{
    /// <summary>How many seeds to run, from 1; 500 where it is not set.</summary>
    private const string SeedsVariable = "INVENTORYSYNC_SIMULATION_SEEDS";

    private readonly ITestOutputHelper _output;

    public SimulationTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void Worlds_OfManySeeds_KeepEveryInvariant()
    {
        var count = Environment.GetEnvironmentVariable(SeedsVariable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 500;
        var results = SeedSweep.Run(Enumerable.Range(1, count));
        var failed = results.Where(result => !result.Passed).ToArray();
        foreach (var result in failed.Take(3))
        {
            _output.WriteLine(result.ToString());
        }

        Assert.True(failed.Length == 0, $"{failed.Length} of {count} seeds failed: {string.Join(", ", failed.Select(result => result.Seed))}");
    }
}
