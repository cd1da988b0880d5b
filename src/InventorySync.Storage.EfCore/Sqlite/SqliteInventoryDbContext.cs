using InventorySync.Storage.EfCore.Model;
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

    protected override void ConfigureProvider(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<OperationKeyRow>().ToTable("operation_keys").HasKey(row => row.Key);
}
