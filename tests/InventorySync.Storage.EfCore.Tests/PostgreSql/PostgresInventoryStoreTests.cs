using InventorySync.Testing.PostgreSql;
using InventorySync.Testing.Stores;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>The store in PostgreSQL keeps what every store has to keep.</summary>
[RequiresPostgreSql]
public sealed class PostgresInventoryStoreTests : InventoryStoreConformance
{
    private Testing.PostgreSql.PostgresDatabase _database = null!;

    public override async Task InitializeAsync()
    {
        _database = await MigratedDatabase.CreateAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    protected override IInventoryStore Open() => MigratedDatabase.Open(_database.ConnectionString);
}
