using InventorySync.Storage.EfCore.Mapping;

namespace InventorySync.Storage.EfCore.Sqlite.Commit;

/// <summary>Appends to the ledger.</summary>
internal sealed class LedgerTable : IDisposable
{
    private readonly SqliteStatement _last;
    private readonly SqliteStatement _lastOfLevel;
    private readonly SqliteStatement _insert;

    public LedgerTable(NamedConnection connection)
    {
        _last = new SqliteStatement(connection, "SELECT max(id) FROM {t}ledger");
        _lastOfLevel = new SqliteStatement(
            connection,
            """
            SELECT max(
                coalesce((SELECT max(version) FROM {t}ledger WHERE level_id = ?1), 0),
                coalesce((SELECT version FROM {t}openings WHERE level_id = ?1), 0))
            """);
        _insert = new SqliteStatement(
            connection,
            """
            INSERT INTO {t}ledger (
                id, operation_key, operation_text, line, lines, kind, status, occurred_at, recorded_at, channel, reservation, reason, detail,
                level_id, version, on_hand_delta, reserved_delta, on_hand, reserved)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
            """);
    }

    /// <summary>The id of the newest row; 0 where there is none.</summary>
    public long LastId() => Scalar(_last);

    /// <summary>The highest version in a level's history; 0 where it has none.</summary>
    public long LastVersion(long levelId) => Scalar(_lastOfLevel.Bind(1, levelId));

    /// <summary>Says what the rows that follow have in common.</summary>
    public void BindOperation(in OperationRecord operation, ReadOnlySpan<byte> key, string? text, DateTimeOffset recordedAt) =>
        _insert
            .Bind(2, key)
            .Bind(3, text)
            .Bind(5, operation.MovementCount)
            .Bind(6, (long)operation.Kind)
            .Bind(7, (long)operation.Status)
            .Bind(8, Microseconds.Of(operation.OccurredAt))
            .Bind(9, Microseconds.Of(recordedAt))
            .Bind(10, operation.Channel.IsDefault ? null : operation.Channel.Value)
            .Bind(11, operation.Reservation.IsDefault ? null : operation.Reservation.Value)
            .Bind(12, operation.Reason)
            .Bind(13, operation.Detail);

    /// <summary>Appends one movement of the operation that was bound last.</summary>
    public void Append(long id, int line, long levelId, in LedgerEntry movement)
    {
        _insert
            .Bind(1, id)
            .Bind(4, line)
            .Bind(14, levelId)
            .Bind(15, movement.Version)
            .Bind(16, movement.OnHandDelta)
            .Bind(17, movement.ReservedDelta)
            .Bind(18, movement.OnHand)
            .Bind(19, movement.Reserved);
        if (line == 1)
        {
            _insert.Bind(13, (string?)null);
        }

        _insert.Run();
    }

    /// <summary>Lets the operation that was bound last stand without a movement.</summary>
    public void AppendEmpty(long id) =>
        _insert
            .Bind(1, id).Bind(4, 0).Bind(14, (long?)null)
            .Bind(15, 0).Bind(16, 0).Bind(17, 0).Bind(18, 0).Bind(19, 0)
            .Run();

    public void Dispose()
    {
        _last.Dispose();
        _lastOfLevel.Dispose();
        _insert.Dispose();
    }

    private static long Scalar(SqliteStatement statement)
    {
        statement.Read();
        var value = statement.Int64(0);
        statement.Run();
        return value;
    }
}
