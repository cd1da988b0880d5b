using System.Diagnostics.Metrics;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.DependencyInjection;
using InventorySync.Diagnostics;
using InventorySync.Engine;
using InventorySync.Fulfilment;
using InventorySync.Intake;
using InventorySync.Publishing;
using InventorySync.Reconciliation;
using InventorySync.Reservations;
using InventorySync.Scheduling;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the central stock controller to an application.</summary>
public static class InventorySyncServiceCollectionExtensions
{
    /// <summary>Registers the stock controller, and everything that keeps the channels up to date, with the application's life.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Chooses the store, adds channels and rules.</param>
    /// <returns><paramref name="services"/>, for chaining.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddInventorySync(this IServiceCollection services, Action<InventorySyncBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

#pragma warning disable RS0030 // The one place that falls back to the system's clock and randomness, where the application brings none.
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new LoopRuntime(provider.GetRequiredService<TimeProvider>(), new Random()));
#pragma warning restore RS0030
        services.TryAddSingleton(provider => new InventorySyncMeter(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton<BroadcastSignals>();
        services.TryAddSingleton(provider => new ChannelRegistry(provider.GetServices<SalesChannel>()));
        services.TryAddSingleton<ISourcingStrategy, PrioritySourcing>();
        services.AddCatalog().AddEngine().AddReservations().AddPublishing().AddIntake().AddBroadcast().AddReconciliation();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, InventorySyncHost>());

        configure(new InventorySyncBuilder(services));
        return services;
    }
}
