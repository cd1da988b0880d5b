using InventorySync.Simulation.Auditing;
using InventorySync.Simulation.Workload;

namespace InventorySync.Simulation.Worlds;

/// <summary>The life of every world: open the doors, stir, heal everything, let it settle, judge.</summary>
internal static class Scenario
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(World world)
    {
        var workload = new Stirring(world);
        await world.Processes[0].StartAsync();
        await workload.OpenAsync();
        foreach (var process in world.Processes.Skip(1))
        {
            await process.StartAsync();
        }

        world.Weather.FailsBefore = world.Plan.StoreFailsBefore;
        world.Weather.FailsAfter = world.Plan.StoreFailsAfter;
        var end = world.Now + world.Plan.StirringTime;
        workload.Start(end);
        while (world.Now < end)
        {
            await world.PassAsync(CheckInterval);
            await world.Auditor.CheckAsync(world.Durable.Ledger);
        }

        await HealAsync(world, workload);
        await world.Auditor.CheckAsync(world.Durable.Ledger);
        workload.Leave();
        await StopAsync(world);
        await world.Auditor.CheckAsync(world.Durable.Ledger);
    }

    /// <summary>No more faults from here on; every question left open is asked again until it is answered.</summary>
    private static async Task HealAsync(World world, Stirring workload)
    {
        world.Weather.Clear();
        world.Trace.Note("world", "heals");
        Expect(await world.UntilAsync(() => world.Processes.All(process => process.IsUp), TimeSpan.FromMinutes(5)), "a process did not start");
        await workload.SettleAsync();
    }

    private static async Task StopAsync(World world)
    {
        foreach (var process in world.Processes)
        {
            var stopped = process.StopAsync();
            Expect(await world.UntilAsync(() => stopped.IsCompleted, TimeSpan.FromMinutes(2)), "a process did not stop");
            await stopped;
        }
    }

    private static void Expect(bool inTime, string message)
    {
        if (!inTime)
        {
            throw new InvariantViolatedException(Invariant.I7Convergent, $"though nothing fails any more, {message} in time");
        }
    }
}
