using InventorySync.Reservations;
using InventorySync.Storage.EfCore.Mapping;

namespace InventorySync.Storage.EfCore.Sqlite.Commit;

/// <summary>Writes reservations, each over the version that the decision was made on.</summary>
internal sealed class ReservationTable : IDisposable
{
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _writeLine;
    private readonly SqliteStatement _deleteLines;

    public ReservationTable(NamedConnection connection)
    {
        _insert = new SqliteStatement(
            connection,
            """
            INSERT INTO {t}reservations (name, owner_kind, owner_id, status, channel, created_at, expires_at, pinned, version)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING RETURNING id
            """);
        _update = new SqliteStatement(
            connection,
            """
            UPDATE {t}reservations SET owner_kind = ?2, owner_id = ?3, status = ?4, channel = ?5, created_at = ?6, expires_at = ?7, pinned = ?8,
                version = ?9
            WHERE name = ?1 AND version = ?10 RETURNING id
            """);
        _writeLine = new SqliteStatement(
            connection,
            """
            INSERT INTO {t}reservation_lines (reservation_id, line, sku, location, quantity, open)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (reservation_id, line) DO UPDATE SET sku = excluded.sku, location = excluded.location,
                quantity = excluded.quantity, open = excluded.open
            """);
        _deleteLines = new SqliteStatement(connection, "DELETE FROM {t}reservation_lines WHERE reservation_id = ?1 AND line >= ?2");
    }

    /// <returns>Whether the version was as expected; where not, nothing is written.</returns>
    public bool TryWrite(in ReservationChange change)
    {
        var after = change.After;
        var statement = change.VersionBefore == 0 ? _insert : _update.Bind(10, change.VersionBefore);
        statement
            .Bind(1, after.Id.Value)
            .Bind(2, (long)after.Owner.Kind)
            .Bind(3, after.Owner.Id)
            .Bind(4, (long)after.Status)
            .Bind(5, after.Channel?.Value)
            .Bind(6, Microseconds.Of(after.CreatedAt))
            .Bind(7, Microseconds.OrNull(after.ExpiresAt))
            .Bind(8, after.Pinned ? 1 : 0)
            .Bind(9, after.Version);
        if (!statement.Read())
        {
            return false;
        }

        var id = statement.Int64(0);
        statement.Run();
        WriteLines(id, after, isNew: change.VersionBefore == 0);
        return true;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _writeLine.Dispose();
        _deleteLines.Dispose();
    }

    private void WriteLines(long id, Reservation reservation, bool isNew)
    {
        for (var line = 0; line < reservation.Lines.Count; line++)
        {
            var held = reservation.Lines[line];
            _writeLine
                .Bind(1, id)
                .Bind(2, line)
                .Bind(3, held.Sku.Value)
                .Bind(4, held.Location.Value)
                .Bind(5, held.Quantity)
                .Bind(6, held.Open)
                .Run();
        }

        if (!isNew)
        {
            _deleteLines.Bind(1, id).Bind(2, reservation.Lines.Count).Run();
        }
    }
}
