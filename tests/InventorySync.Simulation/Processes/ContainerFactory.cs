using InventorySync.Engine;
using InventorySync.Scheduling;
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
    private readonly Chance _chance;
    private readonly Trace _trace;

    public ContainerFactory(WorldPlan plan, IInventoryStore durable, StoreWeather weather, Chance chance, Trace trace)
    {
        _plan = plan;
        _durable = durable;
        _weather = weather;
        _chance = chance;
        _trace = trace;
    }

    public ServiceProvider Build(Incarnation life)
    {
        var services = new ServiceCollection();
        services.AddSingleton(life.Clock);
        services.AddSingleton(new LoopRuntime(life.Clock, _chance.ToRandom(), inlineContinuations: true));
        services.AddSingleton<IInventoryStore>(new ProcessStore(_durable, new StoreDoor(life, _weather, _chance.Branch(), _trace)));
        services.AddLogging(logging =>
        {
            if (_trace.IsRead)
            {
                logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new TraceLoggerProvider(life.Name, _trace));
            }
        });
        services.AddInventorySync(_ => { });
        if (_plan.ForgetfulEngine)
        {
            services.Configure<EngineOptions>(options =>
            {
                options.CachedSkusMax = 2;
                options.RecentOutcomesMax = 2;
                options.BatchSizeMax = 3;
            });
        }

        return services.BuildServiceProvider();
    }
}
