using InventorySync.Testing.Stores;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>The store works as well in tables that an application's own context made, with a prefix.</summary>
public sealed class SqliteOwnContextTests : InventoryStoreConformance
{
    private readonly DatabaseFile _file = new();

    public override async Task InitializeAsync()
    {
        await using (var context = new ShopContext(
            new DbContextOptionsBuilder<ShopContext>().UseSqlite($"{_file.ConnectionString};Pooling=False").Options, schema: null))
        {
            await context.Database.EnsureCreatedAsync();
            context.Customers.Add(new ShopContext.Customer { FullName = "Ana", CreatedAt = DateTimeOffset.UnixEpoch });
            await context.SaveChangesAsync();
        }

        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
    }

    protected override IInventoryStore Open() => new SqliteInventoryStore(SqliteSettings.Parse(
        _file.ConnectionString, tables: new TableOptions { TablePrefix = ShopContext.Prefix, MigrateAtStart = false }));
}
