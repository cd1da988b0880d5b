using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.DependencyInjection;

/// <summary>Collects the settings of one inventory: its store, its channels, its rules.</summary>
/// <remarks>Used at start, by one thread. Each extension method returns the builder, so that calls chain.</remarks>
public sealed class InventorySyncBuilder
{
    internal InventorySyncBuilder(IServiceCollection services) => Services = services;

    /// <summary>The application's services, for packages that add stores, adapters or policies.</summary>
    public IServiceCollection Services { get; }
}
