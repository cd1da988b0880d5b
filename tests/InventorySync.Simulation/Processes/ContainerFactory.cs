using InventorySync.Engine;
using InventorySync.Processes;
using InventorySync.Scheduling;
using InventorySync.Simulation.Marketplaces;
using InventorySync.Simulation.Storage;
using InventorySync.Simulation.Worlds;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InventorySync.Simulation.Processes;

/// <summary>Registers the product as an application does, but for its clock, its randomness and its way to the store.</summary>
internal sealed class ContainerFactory
{
    private readonly WorldPlan _plan;
    private readonly IInventoryStore _durable;
    private readonly SharedDatabase? _database;
    private readonly StoreWeather _weather;
    private readonly IReadOnlyList<Market> _markets;
    private readonly Chance _chance;
    private readonly Trace _trace;
    private readonly Action<TimeSpan, Action> _later;

    /// <param name="plan">What the world is like.</param>
    /// <param name="durable">What survives everything.</param>
    /// <param name="database">The same as several processes share it; null: they know nothing of each other.</param>
    /// <param name="weather">How the way to it is.</param>
    /// <param name="markets">The channels.</param>
    /// <param name="chance">Where processes' chances come from.</param>
    /// <param name="trace">Where all is noted.</param>
    /// <param name="later">Does something in the world after a while, whatever becomes of the process.</param>
    public ContainerFactory(
        WorldPlan plan,
        IInventoryStore durable,
        SharedDatabase? database,
        StoreWeather weather,
        IReadOnlyList<Market> markets,
        Chance chance,
        Trace trace,
        Action<TimeSpan, Action> later)
    {
        _plan = plan;
        _durable = durable;
        _database = database;
        _weather = weather;
        _markets = markets;
        _chance = chance;
        _trace = trace;
        _later = later;
    }

    /// <param name="life">The life that the container is for.</param>
    /// <param name="runsChannels">Whether this process broadcasts and takes in; each channel is run by one process.</param>
    public ServiceProvider Build(Incarnation life, bool runsChannels)
    {
        var services = new ServiceCollection();
        services.AddSingleton(life.Clock);
        var runtime = new LoopRuntime(life.Clock, _chance.ToRandom(), inlineContinuations: true);
        services.AddSingleton(runtime);
        services.AddLogging(logging =>
        {
            if (_trace.IsRead)
            {
                logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new TraceLoggerProvider(life.Name, _trace));
            }
        });
        var door = new StoreDoor(life, _weather, _chance.Branch(), _trace);
        var store = _database is { } database
            ? ShareStore(life, database.Connect(runtime), door)
            : new ProcessStore(_durable, door);
        services.AddInventorySync(sync =>
        {
            sync.UseStore(_ => store);
            if (_plan.ForgetfulEngine)
            {
                sync.Configure<EngineOptions>(Forget);
            }

            foreach (var market in runsChannels ? _markets : [])
            {
                sync.AddChannel(market.Plan.Name, (_, _) => market.AdapterFor(life), market.Plan.Configure);
                market.Plan.Configure(sync);
            }
        });
        return services.BuildServiceProvider();
    }

    private ProcessStore ShareStore(Incarnation life, SharedConnection connection, StoreDoor door)
    {
        // A database notices a dead connection at once, or only when it has waited for it in vain.
        var chance = _chance.Branch();
        life.OnEnd(() =>
        {
            connection.Die();
            _later(chance.Between(TimeSpan.Zero, TimeSpan.FromSeconds(5)), connection.Bury);
        });
        return new ProcessStore(connection, door, new ProcessCoordination(connection, door, chance.Branch(), _later));
    }

    /// <summary>A memory so small that nearly everything has to be asked of the store again.</summary>
    private static void Forget(EngineOptions options)
    {
        options.CachedSkusMax = 2;
        options.RecentOutcomesMax = 2;
        options.BatchSizeMax = 3;
    }
}
