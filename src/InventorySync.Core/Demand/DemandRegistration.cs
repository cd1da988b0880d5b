using InventorySync.Broadcast;
using InventorySync.Buffers;
using InventorySync.Buffers.Latency;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Demand;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class DemandRegistration
{
    public static IServiceCollection AddDemand(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new DelayBook(provider.GetRequiredService<ChannelRegistry>()));
        services.TryAddSingleton<IDelays>(provider => provider.GetRequiredService<DelayBook>());
        services.TryAddSingleton(provider =>
        {
            var catalog = provider.GetRequiredService<InventoryCatalog>();
            return new DemandBook(() => catalog.Current, provider.GetRequiredService<DelayBook>());
        });
        services.TryAddSingleton<IDemand>(provider => provider.GetRequiredService<DemandBook>());
        services.TryAddSingleton(provider => new DemandFeed(
            provider.GetRequiredService<DemandBook>(),
            provider.GetRequiredService<IOptions<BufferOptions>>().Value.Rules.Exists(rule => MeasuredPolicies.Includes(rule.Policy)),
            provider.GetRequiredService<IInventoryStore>(),
            provider.GetRequiredService<BroadcastSignals>(),
            provider.GetRequiredService<LoopRuntime>(),
            provider.GetRequiredService<ILogger<DemandFeed>>()));
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<DemandFeed>());
        services.AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<DemandFeed>());
        return services;
    }
}
