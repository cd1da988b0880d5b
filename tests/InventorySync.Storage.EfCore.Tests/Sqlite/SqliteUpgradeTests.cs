using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
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

    private async Task MigrateAsync(string version)
    {
        await using var context = new SqliteInventoryDbContext(SqliteContextOptions.For($"{_file.ConnectionString};Pooling=False"));
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
