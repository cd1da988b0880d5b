using InventorySync.Simulation.Sabotages;
using InventorySync.Simulation.Worlds;

namespace InventorySync.Simulation.Running;

/// <summary>Runs one seed's world from beginning to end on a thread of its own.</summary>
internal static class SeedRun
{
    // Continuations run inside the call that completes them, and a stack that runs short would send them to the thread pool.
    private const int StackSize = 64 * 1024 * 1024;

    public static SeedResult Run(int seed, Sabotage sabotage = Sabotage.None, TextWriter? output = null)
    {
        SeedResult? result = null;
        var thread = new Thread(() => result = RunHere(seed, sabotage, output), StackSize);
        thread.Start();
        thread.Join();
        return result!;
    }

    private static SeedResult RunHere(int seed, Sabotage sabotage, TextWriter? output)
    {
        var world = new World(seed, sabotage, output);
        try
        {
            world.Run(Scenario.RunAsync);
            return new SeedResult { Seed = seed, Hash = world.Trace.Hash, Events = world.Trace.Count };
        }
        catch (Exception fault)
        {
            return new SeedResult { Seed = seed, Hash = world.Trace.Hash, Events = world.Trace.Count, Fault = fault, LastEvents = world.Trace.Last };
        }
    }
}
