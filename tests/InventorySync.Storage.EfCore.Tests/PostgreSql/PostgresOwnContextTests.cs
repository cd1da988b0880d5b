using InventorySync.Testing.PostgreSql;
using InventorySync.Testing.Stores;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>The store works as well in tables that an application's own context made, in a schema and with a prefix.</summary>
[RequiresPostgreSql]
public sealed class PostgresOwnContextTests : InventoryStoreConformance
{
    private static readonly TableOptions Tables = new() { Schema = "stock", TablePrefix = ShopContext.Prefix, MigrateAtStart = false };

    private Testing.PostgreSql.PostgresDatabase _database = null!;

    public override async Task InitializeAsync()
    {
        _database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync("own_context", async connectionString =>
        {
            await using var context = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseNpgsql(connectionString).Options, Tables.Schema);
            await context.Database.EnsureCreatedAsync();
            context.Customers.Add(new ShopContext.Customer { FullName = "Ana", CreatedAt = DateTimeOffset.UnixEpoch });
            await context.SaveChangesAsync();
        });
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    protected override IInventoryStore Open() => MigratedDatabase.Open(_database.ConnectionString, Tables);
}
