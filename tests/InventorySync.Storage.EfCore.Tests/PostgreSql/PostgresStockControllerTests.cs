using InventorySync.Testing.PostgreSql;
using InventorySync.Testing.Stores;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>The stock controller keeps its promises over PostgreSQL, from one process's worth and from two.</summary>
[RequiresPostgreSql]
public sealed class PostgresStockControllerTests : StockControllerConformance, IAsyncLifetime
{
    private Testing.PostgreSql.PostgresDatabase _database = null!;

    public async Task InitializeAsync() => _database = await MigratedDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    protected override Task<IInventoryStore> CreateStoreAsync() => Task.FromResult<IInventoryStore>(MigratedDatabase.Open(_database.ConnectionString));

    protected override Task<IInventoryStore> OpenAgainAsync(IInventoryStore store) => CreateStoreAsync();
}
