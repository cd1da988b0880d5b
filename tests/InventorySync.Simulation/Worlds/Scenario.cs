using InventorySync.Simulation.Auditing;
using InventorySync.Simulation.Marketplaces;
using InventorySync.Simulation.Workload;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Simulation.Worlds;

/// <summary>The life of every world: open the doors, stir, heal everything, let it come to rest, judge.</summary>
internal static class Scenario
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(2);

    /// <summary>Above the longest of all waits in the product and its marketplaces, one after the other.</summary>
    private static readonly TimeSpan RestTimeMax = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan OutageTime = TimeSpan.FromMinutes(10);

    /// <summary>Longer than every interval at which something looks again by itself.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(15);

    public static async Task RunAsync(World world)
    {
        using var workload = new Stirring(world);
        await world.Processes[0].StartAsync();
        await workload.OpenAsync();
        foreach (var process in world.Processes.Skip(1))
        {
            await process.StartAsync();
        }

        await StirAsync(world, workload);
        var down = Heal(world);
        var isUpAt = world.Now + OutageTime;
        await SettleAsync(world, workload);
        await RestAsync(world, world.Markets.Where(market => market != down).ToArray());
        if (down is not null)
        {
            // What it shows can be right by chance while it is down; only what it tells once it is up makes it rest.
            await world.PassAsync(isUpAt + QuietTime - world.Now);
            await RestAsync(world, world.Markets);
        }

        await StayAtRestAsync(world);
        workload.Leave();
        await StopAsync(world);
        Auditor.CheckAtRest(await world.GatherAsync());
    }

    private static async Task StirAsync(World world, Stirring workload)
    {
        world.Break();
        var end = world.Now + world.Plan.StirringTime;
        workload.Start(end);
        while (world.Now < end)
        {
            await world.PassAsync(CheckInterval);
            Auditor.Check(await world.GatherAsync());
        }
    }

    /// <summary>No more faults from here on, but that one of several marketplaces stays down for a while.</summary>
    private static Market? Heal(World world)
    {
        world.Weather.Clear();
        foreach (var market in world.Markets)
        {
            market.Place.Faults = SimulatedFaults.None;
        }

        world.Trace.Note("world", "heals");
        if (world.Markets.Count < 2)
        {
            return null;
        }

        world.Markets[^1].Place.PlanOutage(world.Now, OutageTime);
        return world.Markets[^1];
    }

    private static async Task SettleAsync(World world, Stirring workload)
    {
        workload.Calm();
        Expect(
            await world.UntilAsync(() => Task.FromResult(world.Processes.All(process => process.IsUp)), TimeSpan.FromMinutes(5)),
            Invariant.I7Convergent, "a process did not start");
        await workload.SettleAsync();

        // Holds go on expiring, and stock moves with them, until the last one's time is over.
        await world.PassAsync(Carts.HoldTimeMax);
    }

    /// <summary>I7, I9 and, where one marketplace is down, I10: the others come to show what is published, and every fact is applied.</summary>
    private static async Task RestAsync(World world, IReadOnlyList<Market> markets)
    {
        InvariantViolatedException? restless = null;
        async Task<bool> IsAtRestAsync()
        {
            restless = Auditor.Unrest(await world.GatherAsync() with { Markets = markets });
            return restless is null;
        }

        if (!await world.UntilAsync(IsAtRestAsync, RestTimeMax))
        {
            throw markets.Count == world.Markets.Count
                ? restless!
                : new InvariantViolatedException(Invariant.I10Isolated, $"while another marketplace is down: {restless!.Message}");
        }

        Auditor.Check(await world.GatherAsync());
    }

    /// <summary>I7: once equal, nothing more is sent.</summary>
    private static async Task StayAtRestAsync(World world)
    {
        Auditor.CheckAtRest(await world.GatherAsync());
        var before = world.Markets.Select(market => market.Pushes.CallCount).ToArray();
        await world.PassAsync(QuietTime);
        var after = world.Markets.Select(market => market.Pushes.CallCount).ToArray();
        Expect(after.SequenceEqual(before), Invariant.I7Convergent, $"calls went on: [{string.Join(", ", before)}] became [{string.Join(", ", after)}]");
        Auditor.CheckAtRest(await world.GatherAsync());
    }

    private static async Task StopAsync(World world)
    {
        foreach (var process in world.Processes)
        {
            var stopped = process.StopAsync();
            Expect(
                await world.UntilAsync(() => Task.FromResult(stopped.IsCompleted), TimeSpan.FromMinutes(2)),
                Invariant.I7Convergent, "a process did not stop");
            await stopped;
        }
    }

    private static void Expect(bool isSo, Invariant invariant, string message)
    {
        if (!isSo)
        {
            throw new InvariantViolatedException(invariant, $"though nothing fails any more: {message}");
        }
    }
}
