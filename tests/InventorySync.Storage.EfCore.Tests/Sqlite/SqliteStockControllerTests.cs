using InventorySync.Testing.Stores;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>The stock controller keeps its promises over a SQLite file, from one process's worth and from two.</summary>
public sealed class SqliteStockControllerTests : StockControllerConformance, IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override Task<IInventoryStore> CreateStoreAsync() => Task.FromResult<IInventoryStore>(new SqliteInventoryStore(_file.ConnectionString));

    protected override Task<IInventoryStore> OpenAgainAsync(IInventoryStore store) => CreateStoreAsync();
}
