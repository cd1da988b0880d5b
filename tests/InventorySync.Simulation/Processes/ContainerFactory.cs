using InventorySync.Engine;
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
    private readonly StoreWeather _weather;
    private readonly IReadOnlyList<Market> _markets;
    private readonly Chance _chance;
    private readonly Trace _trace;

    public ContainerFactory(WorldPlan plan, IInventoryStore durable, StoreWeather weather, IReadOnlyList<Market> markets, Chance chance, Trace trace)
    {
        _plan = plan;
        _durable = durable;
        _weather = weather;
        _markets = markets;
        _chance = chance;
        _trace = trace;
    }

    /// <param name="life">The life that the container is for.</param>
    /// <param name="runsChannels">Whether this process broadcasts and takes in; each channel is run by one process.</param>
    public ServiceProvider Build(Incarnation life, bool runsChannels)
    {
        var services = new ServiceCollection();
        services.AddSingleton(life.Clock);
        services.AddSingleton(new LoopRuntime(life.Clock, _chance.ToRandom(), inlineContinuations: true));
        services.AddLogging(logging =>
        {
            if (_trace.IsRead)
            {
                logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new TraceLoggerProvider(life.Name, _trace));
            }
        });
        var store = new ProcessStore(_durable, new StoreDoor(life, _weather, _chance.Branch(), _trace));
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

    /// <summary>A memory so small that nearly everything has to be asked of the store again.</summary>
    private static void Forget(EngineOptions options)
    {
        options.CachedSkusMax = 2;
        options.RecentOutcomesMax = 2;
        options.BatchSizeMax = 3;
    }
}
