using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Testing.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>A database that an older version made keeps its data.</summary>
public sealed class SqliteUpgradeTests : IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Initialize_DatabaseFromBeforeOpenOrderUnits_CountsThemOutOfTheOrders()
    {
        await MigrateAsync("20260101000000_Initial");
        Execute(
            """
            INSERT INTO orders (channel, order_id, placed_at, updated_at, version, lines) VALUES
                ('meli', 'o1', 1, 1, 1, '[{"id":"1","sku":"SET","ordered":3,"cancelled":1,"components":[{"sku":"CUP","quantity":2}]},{"id":"2","sku":"CUP","ordered":4,"components":[{"sku":"CUP","quantity":1}]},{"id":"3","sku":"CUP","ordered":1,"components":[{"sku":"CUP","quantity":1}]}]'),
                ('meli', 'o2', 1, 1, 1, '[{"id":"1","sku":"CUP","ordered":4,"fulfilled":4,"components":[{"sku":"CUP","quantity":1}]},{"id":"2","sku":"GONE","cancelled":2,"components":[{"sku":"GONE","quantity":1}]}]'),
                ('shop', 'o1', 1, 1, 1, '[{"id":"1","sku":"CUP","ordered":9,"components":[{"sku":"CUP","quantity":1}]}]');
            INSERT INTO reservations (id, name, owner_kind, owner_id, status, channel, created_at, pinned, version) VALUES (7, 'meli/o1', 2, 'o1', 1, 'meli', 1, 0, 1);
            INSERT INTO reservation_lines (reservation_id, line, sku, location, quantity, open, order_channel) VALUES (7, 0, 'CUP', 'main', 9, 9, 'meli');
            """);

        await using var store = new SqliteInventoryStore(_file.ConnectionString);
        await store.InitializeAsync();

        var units = await store.Ledger.ReadOpenOrderUnitsAsync(new ChannelId("meli"), [new("CUP"), new("SET"), new("GONE")]);
        Assert.Equal([("CUP", 5L), ("SET", 2)], units.Select(pair => (pair.Key.Value, pair.Value)).Order());
        var reservation = Assert.Single(await store.Ledger.ReadOpenReservationsAsync().ToListAsync());
        Assert.Equal([new ReservedLine(new Sku("CUP"), new LocationId("main"), 9, 9)], reservation.Lines);
    }

    [Fact]
    public async Task Initialize_DatabaseFromBeforeFoldedKeys_KnowsItsOperations()
    {
        await MigrateAsync("20261121000000_OpenOrderUnits");
        Execute(
            """
            INSERT INTO levels (id, sku, location, on_hand, reserved, version) VALUES (3, 'CUP', 'main', 5, 0, 2);
            INSERT INTO ledger (id, operation_key, operation_text, line, lines, kind, status, level_id, version, on_hand_delta, reserved_delta, on_hand, reserved, occurred_at, recorded_at)
            VALUES
                (1, x'0194f2c0000070008000000000000001', NULL, 0, 1, 3, 1, 3, 1, 4, 0, 4, 0, 1, 1),
                (2, x'0194f2c0000070008000000000000002', NULL, 0, 1, 3, 1, 3, 2, 1, 0, 5, 0, 1, 1),
                (3, x'0194f2c0000070008000000000000003', NULL, 0, 0, 3, 1, NULL, 0, 0, 0, 0, 0, 1, 1);
            INSERT INTO operation_keys (key, ledger_id) SELECT operation_key, id FROM ledger;
            """);
        OperationId[] old = [.. Enumerable.Range(1, 3).Select(i => new OperationId($"0194f2c0-0000-7000-8000-00000000000{i}"))];
        var next = new OperationId("receipt 4");

        await using var store = new SqliteInventoryStore(_file.ConnectionString);
        await store.InitializeAsync();

        var repeats = new StoreBatch(DateTimeOffset.UnixEpoch).Operation(next);
        Array.ForEach(old, id => repeats.Operation(id));
        Assert.Equal(old, (await store.Ledger.CommitAsync(repeats.Build())).Duplicates);
        var sale = new StoreBatch(DateTimeOffset.UnixEpoch).Operation(next).Move(new LevelKey(new Sku("CUP"), new LocationId("main")), onHand: -1).Build();
        Assert.Equal(CommitStatus.Committed, (await store.Ledger.CommitAsync(sale)).Status);
        Assert.Equal([next], (await store.Ledger.CommitAsync(sale)).Duplicates);
        var keys = new LedgerKeys();
        keys.Operations.AddRange([.. old, next]);
        Assert.Equal(4, (await store.Ledger.LoadAsync(keys)).Operations.Count);
    }

    [Fact]
    public async Task Initialize_DatabaseFromBeforeTheArchive_KeepsItsLedgerAndArchivesIt()
    {
        await MigrateAsync("20261121200000_ReservationOwners");
        Execute(
            """
            INSERT INTO levels (id, sku, location, on_hand, reserved, version) VALUES (3, 'CUP', 'main', 5, 0, 2);
            INSERT INTO ledger (id, operation_key, operation_text, line, lines, kind, status, level_id, version, on_hand_delta, reserved_delta, on_hand, reserved, occurred_at, recorded_at)
            VALUES
                (1, x'0194f2c0000070008000000000000001', NULL, 0, 1, 3, 1, 3, 1, 4, 0, 4, 0, 1, 1),
                (2, x'0194f2c0000070008000000000000002', NULL, 0, 1, 3, 1, 3, 2, 1, 0, 5, 0, 1, 1);
            """);

        await using var store = new SqliteInventoryStore(_file.ConnectionString);
        await store.InitializeAsync();
        Assert.Equal([1L, 2], await store.Ledger.ReadMovementsAsync(new MovementQuery()).Select(movement => movement.Version).ToListAsync());

        var report = await store.CreateArchive(new Testing.VirtualTimeProvider()).ArchiveAsync(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, report.Movements);
        Assert.Equal([2L], await store.Ledger.ReadMovementsAsync(new MovementQuery()).Select(movement => movement.Version).ToListAsync());
        Assert.Equal([new Level(new Sku("CUP"), new LocationId("main"), 4, 0, 1)], await store.Ledger.ReadOpeningsAsync().ToListAsync());
        var first = new OperationId("0194f2c0-0000-7000-8000-000000000001");
        Assert.Equal([first], (await store.Ledger.CommitAsync(new StoreBatch(DateTimeOffset.UnixEpoch).Operation(first).Build())).Duplicates);
    }

    [Fact]
    public async Task Initialize_DatabaseFromBeforeTheRules_KeepsItsCatalogueAndTakesRules()
    {
        await MigrateAsync("20261121210000_LedgerArchive");
        Execute("INSERT INTO locations (id, name, priority, is_active) VALUES ('main', 'Main', 1, 1)");

        await using var store = new SqliteInventoryStore(_file.ConnectionString);
        await store.InitializeAsync();

        Assert.Single(await store.Catalog.ReadLocationsAsync());
        Assert.Null(await store.Rules.ReadAsync());
        Assert.True(await store.Rules.AppendAsync(UpgradedRules.First));
        Assert.Equal(1, (await store.Rules.ReadAsync())!.Version);
    }

    private async Task MigrateAsync(string version)
    {
        await using var context = new SqliteInventoryDbContext(SqliteContextOptions.For($"{_file.ConnectionString};Pooling=False"), Model.TableNames.Plain);
        await context.Database.MigrateAsync(version);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"{_file.ConnectionString};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
