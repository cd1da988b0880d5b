using System.Data.Common;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>How EF Core is used on SQLite.</summary>
internal static class SqliteContextOptions
{
    public static DbContextOptions<SqliteInventoryDbContext> For(string connectionString) =>
        Common(new DbContextOptionsBuilder<SqliteInventoryDbContext>().UseSqlite(connectionString, Configure));

    public static DbContextOptions<SqliteInventoryDbContext> For(DbConnection connection) =>
        Common(new DbContextOptionsBuilder<SqliteInventoryDbContext>().UseSqlite(connection, Configure));

    private static DbContextOptions<SqliteInventoryDbContext> Common(DbContextOptionsBuilder<SqliteInventoryDbContext> builder) =>
        builder
            .ReplaceService<IModelCacheKeyFactory, TableNamesModelCacheKeyFactory>()
            .ReplaceService<IMigrationsSqlGenerator, SqliteNamedMigrationsSqlGenerator>()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .ConfigureWarnings(warnings => warnings.Ignore(
                // There is no generated snapshot of the model to compare with: a test compares the tables themselves.
                RelationalEventId.PendingModelChangesWarning,
                // Migrating inside a transaction of our own is what we want: EF Core's lock row would survive a crash and block
                // every later start, while SQLite's lock ends with the process.
                RelationalEventId.MigrationsUserTransactionWarning))
            .Options;

    // A list of keys travels as one parameter, so that there is one statement however many keys there are.
    private static void Configure(SqliteDbContextOptionsBuilder sqlite) =>
        sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);
}
