using InventorySync.Stock;
using InventorySync.Testing.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>A database that an older version made keeps its data.</summary>
[RequiresPostgreSql]
public sealed class PostgresUpgradeTests
{
    [Fact]
    public async Task Initialize_DatabaseFromBeforeTheArchive_KeepsItsLedgerAndArchivesIt()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using (var context = new PostgresInventoryDbContext(PostgresContextOptions.For(source, Model.TableNames.Plain), Model.TableNames.Plain))
        {
            await context.Database.MigrateAsync("20261121000000_Initial");
        }

        await using (var command = source.CreateCommand(
            """
            INSERT INTO levels (id, sku, location, on_hand, reserved, version) VALUES (3, 'CUP', 'main', 5, 0, 2);
            INSERT INTO ledger (operation_key, line, lines, kind, status, level_id, version, on_hand_delta, reserved_delta, on_hand, reserved, occurred_at, recorded_at)
            VALUES
                ('0001f2c0-0000-7000-8000-000000000001', 0, 1, 3, 1, 3, 1, 4, 0, 4, 0, 1, 1),
                ('0001f2c0-0000-7000-8000-000000000002', 0, 1, 3, 1, 3, 2, 1, 0, 5, 0, 1, 2000000000000000);
            """))
        {
            await command.ExecuteNonQueryAsync();
        }

        await using var store = MigratedDatabase.Open(database.ConnectionString);
        await store.InitializeAsync();
        Assert.Equal([1L, 2], await store.Ledger.ReadMovementsAsync(new MovementQuery()).Select(movement => movement.Version).ToListAsync());

        var report = await store.CreateArchive(new Testing.VirtualTimeProvider()).ArchiveAsync(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, report.Movements);
        Assert.Equal([2L], await store.Ledger.ReadMovementsAsync(new MovementQuery()).Select(movement => movement.Version).ToListAsync());
        Assert.Equal([new Level(new Sku("CUP"), new LocationId("main"), 4, 0, 1)], await store.Ledger.ReadOpeningsAsync().ToListAsync());
    }

    [Fact]
    public async Task Initialize_DatabaseFromBeforeTheRules_KeepsItsCatalogueAndTakesRules()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using (var context = new PostgresInventoryDbContext(PostgresContextOptions.For(source, Model.TableNames.Plain), Model.TableNames.Plain))
        {
            await context.Database.MigrateAsync("20261121210000_LedgerArchive");
        }

        await using (var command = source.CreateCommand("INSERT INTO locations (id, name, priority, is_active) VALUES ('main', 'Main', 1, true)"))
        {
            await command.ExecuteNonQueryAsync();
        }

        await using var store = MigratedDatabase.Open(database.ConnectionString);
        await store.InitializeAsync();

        Assert.Single(await store.Catalog.ReadLocationsAsync());
        Assert.Null(await store.Rules.ReadAsync());
        Assert.True(await store.Rules.AppendAsync(UpgradedRules.First));
        Assert.Equal(1, (await store.Rules.ReadAsync())!.Version);
    }
}
