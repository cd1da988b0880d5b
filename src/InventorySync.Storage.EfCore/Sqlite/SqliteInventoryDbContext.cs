using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Sqlite.Keys;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>The tables in SQLite.</summary>
internal sealed class SqliteInventoryDbContext : InventoryDbContext
{
    public SqliteInventoryDbContext(DbContextOptions<SqliteInventoryDbContext> options, TableNames names)
        : base(options, names)
    {
    }

    public DbSet<OperationKeyRow> OperationKeys => Set<OperationKeyRow>();

    public DbSet<OperationKeyFoldRow> OperationKeyFolds => Set<OperationKeyFoldRow>();

    protected override void ConfigureProvider(ModelBuilder modelBuilder, TableNames names) => SqliteModel.Configure(modelBuilder);
}
