using InventorySync.Storage.EfCore.Mapping;
using SQLitePCL;

namespace InventorySync.Storage.EfCore.Sqlite.Commit;

/// <summary>Writes orders, each over the version that the decision was made on.</summary>
internal sealed class OrderTable : IDisposable
{
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;

    public OrderTable(sqlite3 connection)
    {
        _insert = new SqliteStatement(
            connection,
            """
            INSERT INTO orders (channel, order_id, placed_at, updated_at, lines, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO NOTHING
            """);
        _update = new SqliteStatement(
            connection,
            """
            UPDATE orders SET placed_at = ?3, updated_at = ?4, lines = ?5, version = ?6
            WHERE channel = ?1 AND order_id = ?2 AND version = ?7
            """);
    }

    /// <returns>Whether the version was as expected; where not, nothing is written.</returns>
    public bool TryWrite(in OrderChange change)
    {
        var after = change.After;
        var statement = change.VersionBefore == 0 ? _insert : _update.Bind(7, change.VersionBefore);
        return statement
            .Bind(1, after.Key.Channel.Value)
            .Bind(2, after.Key.OrderId)
            .Bind(3, Microseconds.Of(after.PlacedAt))
            .Bind(4, Microseconds.Of(after.UpdatedAt))
            .Bind(5, StoredJson.OfLines(after.Lines))
            .Bind(6, after.Version)
            .Run() == 1;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
    }
}
