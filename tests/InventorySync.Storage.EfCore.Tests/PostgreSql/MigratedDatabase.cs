using InventorySync.Testing.PostgreSql;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>A database with the tables, copied from a template that was migrated once.</summary>
internal static class MigratedDatabase
{
    public static async Task<Testing.PostgreSql.PostgresDatabase> CreateAsync() =>
        await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync("migrated", async connectionString =>
        {
            await using var store = Open(connectionString);
            await store.InitializeAsync();
        });

    public static PostgresInventoryStore Open(string connectionString) => Open(connectionString, new TableOptions());

    public static PostgresInventoryStore Open(string connectionString, TableOptions options) => new(new PostgresDatabase(
        NpgsqlDataSource.Create(PostgresSettings.Parse(connectionString)), ownsSource: true, options.ToNames(), options.MigrateAtStart, TimeProvider.System));
}
