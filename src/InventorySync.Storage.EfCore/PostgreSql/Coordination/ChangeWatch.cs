using InventorySync.Storage.Coordination;
using Npgsql;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Coordination;

/// <summary>Reads what other processes changed, as transactions become visible, in whatever order they commit.</summary>
/// <remarks>
/// A reader that remembered the newest number it saw would lose a transaction which drew a lower number and committed later. So
/// it remembers the oldest transaction that was still running when it looked (the snapshot's xmin): all before it have been
/// seen, and those after it are read again and told apart by their number.
/// </remarks>
internal sealed class ChangeWatch
{
    // The news is in the table; a notification that was lost costs no more than this.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    // Rows are deleted after a minute: who has not looked for this long can't know what it missed.
    private static readonly TimeSpan AbsenceMax = ChangeNotifier.KeepTime / 2;

    private const int RowsMax = 10_000;

    private readonly PostgresDatabase _database;
    private readonly NpgsqlConnection _connection;
    private readonly HashSet<ulong> _told = [];
    private ulong _horizon;
    private long _lookedAt;

    public ChangeWatch(PostgresDatabase database, NpgsqlConnection connection)
    {
        _database = database;
        _connection = connection;
    }

    public async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        var listen = new NpgsqlCommand($"LISTEN {_database.Notifier.ChannelName}", _connection);
        await using (listen.ConfigureAwait(false))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        // Others notify only while somebody holds this lock.
        var present = new NpgsqlCommand("SELECT pg_advisory_lock_shared($1)", _connection);
        await using (present.ConfigureAwait(false))
        {
            present.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _database.Notifier.Presence });
            await present.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        await LookAsync(isFirst: true, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Waits for news.</summary>
    public async Task<IReadOnlyList<StoreChange>> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _connection.WaitAsync(LookInterval, cancellationToken).ConfigureAwait(false);
            if (_database.Time.GetElapsedTime(_lookedAt) > AbsenceMax)
            {
                _told.Clear();
                await LookAsync(isFirst: true, cancellationToken).ConfigureAwait(false);
                return [new StoreChange(StoreChangeKind.Missed)];
            }

            var changes = await LookAsync(isFirst: false, cancellationToken).ConfigureAwait(false);
            if (changes.Count > 0)
            {
                return changes;
            }
        }
    }

    /// <param name="isFirst">Whether to begin here: what stands in the table is not news, and only who is running is.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    private async Task<List<StoreChange>> LookAsync(bool isFirst, CancellationToken cancellationToken)
    {
        var lookedAt = _database.Time.GetTimestamp();
        List<StoreChange> changes = [];
        var horizon = _horizon;
        var rows = 0L;
        HashSet<StoreChange> known = [];
        var command = new NpgsqlCommand(
            $"""
            SELECT s.xmin, c.transaction, c.kinds, c.channels, c.skus
            FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin) s
            LEFT JOIN LATERAL (
                SELECT transaction, kinds, channels, skus FROM {_database.Names.Qualifier}changes
                WHERE transaction >= $1 AND process <> $2 AND NOT $3 ORDER BY transaction LIMIT {RowsMax + 1}) c ON true
            """,
            _connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = _horizon, NpgsqlDbType = NpgsqlDbType.Xid8 });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _database.Process });
            command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isFirst });
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    // Those told before count too: where they fill the page, the ones behind them have not been read.
                    rows++;
                    horizon = reader.GetFieldValue<ulong>(0);
                    if (await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) || !_told.Add(reader.GetFieldValue<ulong>(1)))
                    {
                        continue;
                    }

                    changes.AddRange(ChangeLog
                        .ChangesOf(reader.GetFieldValue<short[]>(2), reader.GetFieldValue<string[]>(3), reader.GetFieldValue<string[]>(4))
                        .Where(known.Add));
                }
            }
        }

        _horizon = horizon;
        _told.RemoveWhere(transaction => transaction < horizon);
        _lookedAt = lookedAt;
        return rows > RowsMax ? [new StoreChange(StoreChangeKind.Missed)] : changes;
    }
}
