using InventorySync.Processes;
using InventorySync.Simulation.Auditing;
using InventorySync.Simulation.Marketplaces;
using InventorySync.Simulation.Processes;
using InventorySync.Simulation.Sabotages;
using InventorySync.Simulation.Storage;
using InventorySync.Storage;
using InventorySync.Testing;

namespace InventorySync.Simulation.Worlds;

/// <summary>
/// One seed's world: the durable store, the processes on it, and what happens to them, all on one thread and on one clock.
/// The same seed gives the same world, event by event.
/// </summary>
internal sealed class World
{
    /// <summary>Far above what any world needs: more means that something runs in a circle.</summary>
    private const int StepsMax = 5_000_000;

    private readonly SingleThread _thread = new();
    private int _turn;

    public World(int seed, Sabotage sabotage = Sabotage.None, TextWriter? output = null)
    {
        var chance = Chance.Of(seed);
        Plan = WorldPlan.Draw(chance.Branch());
        Clock = new VirtualTimeProvider();
        Trace = new Trace(Clock, _thread, output);
        Auditor = new Auditor(Clock, Trace);
        Chance = chance.Branch();
        Weather = new StoreWeather { LatencyMax = Plan.StoreLatencyMax };
        var durable = new InMemoryInventoryStore();
        Durable = new StoreDecorator(durable) { Ledger = new AuditedLedger(durable.Ledger, Auditor) };
        Markets = [.. Plan.Markets.Select(plan => new Market(plan, [.. Plan.Articles, .. Plan.Kits], Clock, Trace, sabotage))];
        var desk = new NotificationDesk(() => Broadcaster, Durable, Auditor.Verdict, Trace);
        foreach (var market in Markets)
        {
            desk.Open(market);
        }

        var tampered = Saboteur.Tamper(Durable, sabotage, chance.Branch());
        var database = Plan.SharesChannels ? new SharedDatabase(tampered) : null;
        var containers = new ContainerFactory(Plan, tampered, database, Weather, Markets, chance.Branch(), Trace, Later);
        Processes =
        [
            .. Enumerable.Range(0, Plan.ProcessCount).Select(number => new Process(
                ((char)('a' + number)).ToString(), name => new Incarnation(name, Clock, _thread, Auditor.Verdict),
                life => containers.Build(life, runsChannels: number == 0 || Plan.SharesChannels), Auditor, Trace)),
        ];
    }

    public WorldPlan Plan { get; }

    public VirtualTimeProvider Clock { get; }

    public Trace Trace { get; }

    public Auditor Auditor { get; }

    public Chance Chance { get; }

    public StoreWeather Weather { get; }

    /// <summary>What survives everything.</summary>
    public IInventoryStore Durable { get; }

    public IReadOnlyList<Process> Processes { get; }

    public IReadOnlyList<Market> Markets { get; }

    /// <summary>A process that takes what concerns channels: the one that runs them, or where they are shared, any, in turn.</summary>
    public Process Broadcaster
    {
        get
        {
            if (!Plan.SharesChannels)
            {
                return Processes[0];
            }

            var up = Processes.Where(process => process.IsUp).ToArray();
            return up.Length == 0 ? Processes[0] : up[_turn++ % up.Length];
        }
    }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Runs what is to happen, event by event, until it has happened.</summary>
    /// <exception cref="InvariantViolatedException">A promise was broken on the way.</exception>
    /// <exception cref="InvalidOperationException">The world stands still or runs in a circle, or something left its thread.</exception>
    public void Run(Func<World, Task> scenario)
    {
        var work = scenario(this);
        for (var steps = 0; !work.IsCompleted; steps++)
        {
            if (steps == StepsMax)
            {
                throw new InvalidOperationException($"The world has not come to an end after {StepsMax} events, at {Now:O}: something runs in a circle.");
            }

            if (!Clock.AdvanceToNextTimer())
            {
                throw new InvalidOperationException($"Everything waits at {Now:O}, and no timer is set that could wake it.");
            }

            _thread.ThrowIfLeft();
            Auditor.Verdict.ThrowIfAny();
        }

        work.GetAwaiter().GetResult();
    }

    /// <summary>Waits, while the world goes on.</summary>
    public Task PassAsync(TimeSpan time)
    {
        var passed = new TaskCompletionSource();
        Clock.CreateTimer(_ => passed.SetResult(), state: null, time, Timeout.InfiniteTimeSpan);
        return passed.Task;
    }

    /// <summary>Does something a while from now.</summary>
    public void Later(TimeSpan delay, Action deed) => Clock.CreateTimer(_ => deed(), state: null, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Waits until something is so.</summary>
    /// <returns>Whether it came to be so in time.</returns>
    public async Task<bool> UntilAsync(Func<Task<bool>> condition, TimeSpan timeMax)
    {
        var deadline = Now + timeMax;
        var interval = TimeSpan.FromSeconds(5);
        while (!await condition())
        {
            if (Now >= deadline)
            {
                return false;
            }

            await PassAsync(interval);
            interval *= 1.3;
        }

        return true;
    }

    /// <summary>All that the auditor may look at.</summary>
    public Task<Evidence> GatherAsync() => Auditor.GatherAsync(Durable, Markets);

    /// <summary>From here on things go wrong, as planned.</summary>
    public void Break()
    {
        Weather.IsStormy = true;
        Weather.FailsBefore = Plan.StoreFailsBefore;
        Weather.FailsAfter = Plan.StoreFailsAfter;
        foreach (var market in Markets)
        {
            market.Place.Faults = market.Plan.Faults;
        }
    }
}
