using InventorySync.Testing.Stores;

namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>The stock controller keeps its promises while keys move to their table all the time.</summary>
public sealed class EagerFoldingStockControllerTests : StockControllerConformance, IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override Task<IInventoryStore> CreateStoreAsync() => Task.FromResult<IInventoryStore>(EagerFolding.Open(_file.ConnectionString));

    protected override Task<IInventoryStore> OpenAgainAsync(IInventoryStore store) => CreateStoreAsync();
}
