using InventorySync.Broadcast.Dispatch;
using InventorySync.Buffers.Latency;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Intake;
using InventorySync.Publishing;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Broadcast;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class BroadcastRegistration
{
    public static IServiceCollection AddBroadcast(this IServiceCollection services)
    {
        services.TryAddSingleton<BroadcastMetrics>();
        services.TryAddSingleton(provider => new SyncLog(
            provider.GetRequiredService<IInventoryStore>().Channels,
            provider.GetRequiredService<IOptions<BroadcastOptions>>().Value.SyncLogLength,
            provider.GetRequiredService<LoopRuntime>(),
            provider.GetRequiredService<ILogger<SyncLog>>()));
        services.TryAddSingleton(provider => new BroadcastLoop(
            provider.GetRequiredService<ChannelRegistry>(),
            provider.GetRequiredService<BroadcastSignals>(),
            new BroadcastParts(
                provider.GetRequiredService<IInventoryStore>(),
                provider.GetRequiredService<ICatalog>(),
                provider.GetRequiredService<IPublicationReader>(),
                provider.GetRequiredService<IOrderCatchUp>(),
                provider.GetRequiredService<LoopRuntime>(),
                provider.GetRequiredService<SyncLog>(),
                provider.GetRequiredService<BroadcastMetrics>(),
                provider.GetRequiredService<ILogger<ChannelDispatcher>>(),
                provider.GetRequiredService<DelayBook>())));
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<BroadcastLoop>());
        services.AddSingleton<ICommitObserver, CommitSignals>();
        services.TryAddSingleton<IBroadcast, ChannelBroadcast>();
        services.TryAddSingleton<IListings, ListingBook>();
        services.TryAddSingleton(provider => new ChannelHealthCheck(
            provider.GetRequiredService<ChannelRegistry>(),
            provider.GetRequiredService<IBroadcast>(),
            provider.GetRequiredService<IInventoryStore>()));
        return services;
    }
}
