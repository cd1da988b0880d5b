using InventorySync.DependencyInjection;
using InventorySync.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses the store that lives in memory.</summary>
public static class InMemoryStoreBuilderExtensions
{
    /// <summary>Keeps everything in this process's memory: for tests and demonstrations, since all of it is gone with the process.</summary>
    /// <param name="builder">The inventory's settings.</param>
    /// <returns><paramref name="builder"/>, for chaining.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A store has been chosen already.</exception>
    public static InventorySyncBuilder UseInMemoryStore(this InventorySyncBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseStore(static _ => new InMemoryInventoryStore());
        return builder;
    }
}
