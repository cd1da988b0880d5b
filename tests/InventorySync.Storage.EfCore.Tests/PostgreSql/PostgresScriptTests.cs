using InventorySync.Testing.PostgreSql;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>An administrator can make the tables by a script.</summary>
[RequiresPostgreSql]
public sealed class PostgresScriptTests
{
    [Fact]
    public async Task CreateScript_RunTwice_MakesTablesThatTheStoreTakes()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        var tables = new TableOptions { Schema = "stock", TablePrefix = "inv_", MigrateAtStart = false };
        await using var store = MigratedDatabase.Open(database.ConnectionString, tables);
        Assert.NotEmpty(await store.ReadPendingAsync());
        var script = store.CreateScript();

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        for (var i = 0; i < 2; i++)
        {
            await using var command = source.CreateCommand(script);
            await command.ExecuteNonQueryAsync();
        }

        Assert.Empty(await store.ReadPendingAsync());
        await store.InitializeAsync();
        Assert.Empty(await store.Catalog.ReadLocationsAsync());
    }

    [Fact]
    public async Task Migrate_Called_MakesTheTables()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var store = MigratedDatabase.Open(database.ConnectionString, new TableOptions { MigrateAtStart = false });

        await store.MigrateAsync();

        Assert.Empty(await store.ReadPendingAsync());
        await store.InitializeAsync();
    }

    [Fact]
    public async Task Initialize_UserMayNotChangeTables_StartsWhereThereIsNothingToChange()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using (var command = source.CreateCommand(
            """
            DO $$ BEGIN CREATE ROLE clerk LOGIN PASSWORD 'clerk'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            REVOKE CREATE ON SCHEMA public FROM PUBLIC;
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk;
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO clerk
            """))
        {
            await command.ExecuteNonQueryAsync();
        }

        var asClerk = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "clerk", Password = "clerk" };
        await using var store = MigratedDatabase.Open(asClerk.ConnectionString);
        await store.InitializeAsync();

        await store.Catalog.SaveAsync(new Catalog.Location { Id = new Stock.LocationId("main") });
        Assert.Single(await store.Catalog.ReadLocationsAsync());
    }
}
