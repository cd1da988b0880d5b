using InventorySync.Testing.Stores;

namespace InventorySync.Storage;

/// <summary>The store in memory keeps what every store has to keep.</summary>
public sealed class InMemoryInventoryStoreTests : InventoryStoreConformance
{
    private readonly InMemoryInventoryStore _store = new();

    protected override IInventoryStore Open() => _store;
}
