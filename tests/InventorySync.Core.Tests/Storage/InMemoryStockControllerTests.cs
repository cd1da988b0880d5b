using InventorySync.Testing.Stores;

namespace InventorySync.Storage;

public sealed class InMemoryStockControllerTests : StockControllerConformance
{
    protected override Task<IInventoryStore> CreateStoreAsync() => Task.FromResult<IInventoryStore>(new InMemoryInventoryStore());
}
