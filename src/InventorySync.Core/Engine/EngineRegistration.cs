using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine.Evaluation;
using InventorySync.Engine.Writing;
using InventorySync.Fulfilment;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Engine;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class EngineRegistration
{
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.TryAddSingleton<EngineMetrics>();
        services.TryAddSingleton(provider => new StockEvaluator(
            provider.GetRequiredService<ISourcingStrategy>(),
            provider.GetRequiredService<ChannelRegistry>(),
            provider.GetRequiredService<LoopRuntime>().NewUuid));
        services.TryAddSingleton(provider => new BatchProcessor(
            provider.GetRequiredService<IInventoryStore>().Ledger,
            CatalogOf(provider),
            provider.GetRequiredService<StockEvaluator>(),
            provider.GetServices<ICommitObserver>(),
            provider.GetRequiredService<IOptions<EngineOptions>>().Value,
            provider.GetRequiredService<EngineMetrics>(),
            provider.GetRequiredService<LoopRuntime>(),
            provider.GetRequiredService<ILogger<StockWriter>>()));
        services.TryAddSingleton(provider => new StockWriter(
            provider.GetRequiredService<IOptions<EngineOptions>>().Value,
            provider.GetRequiredService<BatchProcessor>(),
            provider.GetRequiredService<EngineMetrics>(),
            provider.GetRequiredService<LoopRuntime>(),
            provider.GetRequiredService<ILogger<StockWriter>>()));
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<StockWriter>());
        services.TryAddSingleton<IStockController, StockController>();
        return services;
    }

    private static Func<ICatalogView> CatalogOf(IServiceProvider provider)
    {
        var catalog = provider.GetRequiredService<InventoryCatalog>();
        return () => catalog.Current;
    }
}
