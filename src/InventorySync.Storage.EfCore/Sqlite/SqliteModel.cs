using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Sqlite.Keys;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>What the tables have in SQLite alone.</summary>
internal static class SqliteModel
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OperationKeyRow>().ToTable("operation_keys").HasKey(row => row.Key);
        modelBuilder.Entity<OperationKeyFoldRow>().ToTable("operation_key_folds").HasKey(row => row.Slice);
        modelBuilder.Entity<ListingRow>().Ignore(row => row.Version);
    }
}
