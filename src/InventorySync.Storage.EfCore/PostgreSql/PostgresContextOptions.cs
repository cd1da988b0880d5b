using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>How EF Core is used on PostgreSQL.</summary>
internal static class PostgresContextOptions
{
    public static DbContextOptions<PostgresInventoryDbContext> For(NpgsqlDataSource source, TableNames names) =>
        new DbContextOptionsBuilder<PostgresInventoryDbContext>()
            .UseNpgsql(source, npgsql => npgsql
                .MigrationsHistoryTable($"{names.Prefix}inventorysync_migrations", names.Schema)
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .ReplaceService<IModelCacheKeyFactory, TableNamesModelCacheKeyFactory>()
            .ReplaceService<IMigrationsSqlGenerator, PostgresMigrationsSqlGenerator>()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .ConfigureWarnings(warnings => warnings.Ignore(
                // There is no generated snapshot of the model to compare with: a test compares the tables themselves.
                RelationalEventId.PendingModelChangesWarning))
            .Options;
}
