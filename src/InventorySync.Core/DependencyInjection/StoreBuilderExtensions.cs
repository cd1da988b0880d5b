using InventorySync.DependencyInjection;
using InventorySync.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses a store of one's own; what the <c>Use…</c> method of each storage package calls.</summary>
public static class StoreBuilderExtensions
{
    /// <summary>Keeps everything in the store that <paramref name="create"/> makes.</summary>
    /// <param name="builder">The inventory's settings.</param>
    /// <param name="create">Makes the store, once; the application disposes of it at its end.</param>
    /// <returns><paramref name="builder"/>, for chaining.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">A store has been chosen already: an inventory has one.</exception>
    public static InventorySyncBuilder UseStore(this InventorySyncBuilder builder, Func<IServiceProvider, IInventoryStore> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        if (builder.Services.Any(service => service.ServiceType == typeof(IInventoryStore)))
        {
            throw new InvalidOperationException(
                "A store has been chosen already, and an inventory has one: keep a single call of UseSqlite, UseInMemoryStore or the like.");
        }

        builder.Services.AddSingleton(create);
        return builder;
    }
}
