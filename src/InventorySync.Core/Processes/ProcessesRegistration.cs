using InventorySync.Broadcast;
using InventorySync.Broadcast.Dispatch;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Intake.Orders;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Processes;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class ProcessesRegistration
{
    public static IServiceCollection AddProcesses(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new CatalogReload(
            provider.GetRequiredService<InventoryCatalog>(),
            provider.GetRequiredService<IInventoryStore>().Coordination is not null,
            provider.GetRequiredService<LoopRuntime>(),
            provider.GetRequiredService<ILogger<CatalogReload>>()));
        services.TryAddSingleton(provider => new ChangeFeed(
            provider.GetRequiredService<IInventoryStore>().Coordination,
            provider.GetRequiredService<BroadcastSignals>(),
            provider.GetRequiredService<ChannelRegistry>(),
            provider.GetRequiredService<BroadcastLoop>(),
            provider.GetRequiredService<IntakeLoops>(),
            provider.GetRequiredService<ListingIndex>(),
            provider.GetRequiredService<CatalogReload>(),
            provider.GetRequiredService<LoopRuntime>(),
            provider.GetRequiredService<ILogger<ChangeFeed>>()));
        services.TryAddSingleton(provider => new ChannelTerms(
            provider.GetRequiredService<ChannelRegistry>(),
            provider.GetRequiredService<IInventoryStore>().Coordination,

            // The dispatcher asks for the channel's orders, so that what reads them begins before it and ends after it.
            [provider.GetRequiredService<IntakeLoops>(), provider.GetRequiredService<BroadcastLoop>()],
            provider.GetRequiredService<IOptions<BroadcastOptions>>().Value.TakeoverInterval,
            provider.GetRequiredService<LoopRuntime>(),
            provider.GetRequiredService<ILogger<ChannelTerms>>()));
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<ChangeFeed>());
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<CatalogReload>());
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<ChannelTerms>());
        return services;
    }
}
