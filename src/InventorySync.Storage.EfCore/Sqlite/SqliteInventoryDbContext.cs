using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Sqlite.Keys;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>The tables in SQLite.</summary>
internal sealed class SqliteInventoryDbContext : InventoryDbContext
{
    public SqliteInventoryDbContext(DbContextOptions<SqliteInventoryDbContext> options)
        : base(options, TableNames.Plain)
    {
    }

    public DbSet<OperationKeyRow> OperationKeys => Set<OperationKeyRow>();

    public DbSet<OperationKeyFoldRow> OperationKeyFolds => Set<OperationKeyFoldRow>();

    protected override void ConfigureProvider(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OperationKeyRow>().ToTable("operation_keys").HasKey(row => row.Key);
        modelBuilder.Entity<OperationKeyFoldRow>().ToTable("operation_key_folds").HasKey(row => row.Slice);
        modelBuilder.Entity<ListingRow>().Ignore(row => row.Version);
    }
}
