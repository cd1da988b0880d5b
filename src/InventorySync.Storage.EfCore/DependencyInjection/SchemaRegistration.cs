using InventorySync.DependencyInjection;
using InventorySync.Storage;
using InventorySync.Storage.EfCore;
using InventorySync.Storage.EfCore.Archiving;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the store's other side: its tables, and its archive.</summary>
internal static class SchemaRegistration
{
    public static InventorySyncBuilder AddSchema(this InventorySyncBuilder builder)
    {
        builder.Services.AddSingleton(services => (IInventorySchema)services.GetRequiredService<IInventoryStore>());
        builder.Services.AddSingleton(services =>
            ((ILedgerArchiveSource)services.GetRequiredService<IInventoryStore>()).CreateArchive(services.GetRequiredService<TimeProvider>()));
        return builder;
    }
}
