using System.Diagnostics.Metrics;
using InventorySync.Alerts;
using InventorySync.Allocation;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Demand;
using InventorySync.DependencyInjection;
using InventorySync.Diagnostics;
using InventorySync.Engine;
using InventorySync.Fulfilment;
using InventorySync.Intake;
using InventorySync.Processes;
using InventorySync.Publishing;
using InventorySync.Reconciliation;
using InventorySync.Reservations;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.Configuration;
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

        services.AddMachinery();
        configure(new InventorySyncBuilder(services));
        return services;
    }

    /// <summary>The same, with settings from a configuration too: channels, buffers, windows, limits.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">
    /// The section of the settings, or a whole configuration, whose section <see cref="InventorySyncBuilder.SectionName"/> is
    /// meant then. Where code and configuration set the same thing, the configuration counts, since it is what can be changed
    /// where the application runs; buffer rules of both are used together. Read once, at start.
    /// </param>
    /// <param name="configure">Chooses the store, adds channels and rules. Channels' adapters come from here alone.</param>
    /// <returns><paramref name="services"/>, for chaining.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddInventorySync(
        this IServiceCollection services, IConfiguration configuration, Action<InventorySyncBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddInventorySync(configure);
        return services.AddSection(configuration as IConfigurationSection ?? configuration.GetSection(InventorySyncBuilder.SectionName));
    }

    private static void AddMachinery(this IServiceCollection services)
    {
        // A second call adds channels and rules to the same inventory; its loops must not run twice.
        if (services.Any(service => service.ServiceType == typeof(ChannelRegistry)))
        {
            return;
        }

#pragma warning disable RS0030 // The one place that falls back to the system's clock and randomness, where the application brings none.
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new LoopRuntime(provider.GetRequiredService<TimeProvider>(), new Random()));
#pragma warning restore RS0030
        services.TryAddSingleton(provider => new InventorySyncMeter(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton<BroadcastSignals>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IInventoryStore>().Queries);
        services.TryAddSingleton<ISourcingStrategy, PrioritySourcing>();
        services.AddOptionsWithChecks();
        services.AddCatalog().AddChannels().AddAllocation().AddEngine().AddReservations().AddDemand().AddPublishing().AddAlerts().AddIntake().AddBroadcast().AddReconciliation().AddProcesses();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, InventorySyncHost>());
    }
}
