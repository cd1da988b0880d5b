using InventorySync.DependencyInjection;
using InventorySync.Storage;
using InventorySync.Storage.EfCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the store's other side: its tables.</summary>
internal static class SchemaRegistration
{
    public static InventorySyncBuilder AddSchema(this InventorySyncBuilder builder)
    {
        builder.Services.AddSingleton(services => (IInventorySchema)services.GetRequiredService<IInventoryStore>());
        return builder;
    }
}
