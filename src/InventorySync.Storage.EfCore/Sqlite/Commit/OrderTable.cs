using InventorySync.Intake;
using InventorySync.Storage.EfCore.Mapping;

namespace InventorySync.Storage.EfCore.Sqlite.Commit;

/// <summary>Writes orders, each over the version that the decision was made on, and what of them is open.</summary>
internal sealed class OrderTable : IDisposable
{
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _addOpen;
    private readonly SqliteStatement _deleteOpen;

    public OrderTable(NamedConnection connection)
    {
        _insert = new SqliteStatement(
            connection,
            """
            INSERT INTO {t}orders (channel, order_id, placed_at, updated_at, lines, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO NOTHING
            """);
        _update = new SqliteStatement(
            connection,
            """
            UPDATE {t}orders SET placed_at = ?3, updated_at = ?4, lines = ?5, version = ?6
            WHERE channel = ?1 AND order_id = ?2 AND version = ?7
            """);
        _addOpen = new SqliteStatement(
            connection,
            """
            INSERT INTO {t}open_order_units (channel, order_id, sku, units) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (channel, order_id, sku) DO UPDATE SET units = units + excluded.units
            """);
        _deleteOpen = new SqliteStatement(connection, "DELETE FROM {t}open_order_units WHERE channel = ?1 AND order_id = ?2");
    }

    /// <returns>Whether the version was as expected; where not, nothing is written.</returns>
    public bool TryWrite(in OrderChange change)
    {
        var after = change.After;
        var statement = change.VersionBefore == 0 ? _insert : _update.Bind(7, change.VersionBefore);
        var isWritten = statement
            .Bind(1, after.Key.Channel.Value)
            .Bind(2, after.Key.OrderId)
            .Bind(3, Microseconds.Of(after.PlacedAt))
            .Bind(4, Microseconds.Of(after.UpdatedAt))
            .Bind(5, StoredJson.OfLines(after.Lines))
            .Bind(6, after.Version)
            .Run() == 1;
        if (isWritten)
        {
            WriteOpenUnits(after, isNew: change.VersionBefore == 0);
        }

        return isWritten;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _addOpen.Dispose();
        _deleteOpen.Dispose();
    }

    private void WriteOpenUnits(OrderState order, bool isNew)
    {
        if (!isNew)
        {
            _deleteOpen.Bind(1, order.Key.Channel.Value).Bind(2, order.Key.OrderId).Run();
        }

        foreach (var state in order.Lines)
        {
            if (state.Line.Open > 0)
            {
                _addOpen
                    .Bind(1, order.Key.Channel.Value)
                    .Bind(2, order.Key.OrderId)
                    .Bind(3, state.Line.Sku.Value)
                    .Bind(4, state.Line.Open)
                    .Run();
            }
        }
    }
}
