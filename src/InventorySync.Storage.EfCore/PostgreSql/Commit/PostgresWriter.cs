using InventorySync.Stock;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>The connection that commits batches: one transaction and one round trip each. Used by who holds the write gate.</summary>
internal sealed partial class PostgresWriter : IAsyncDisposable, IDisposable
{
    // One plan for all sizes of arrays: planning anew for each batch cost a fifth of the throughput. Without statistics of the
    // arrays the planner might scan or hash whole tables; index look-ups are right for every batch, and lock rows in its order.
    private const string Settings =
        """
        SET plan_cache_mode = force_generic_plan;
        SET jit = off;
        SET enable_seqscan = off;
        SET enable_hashjoin = off;
        SET enable_mergejoin = off;
        SET enable_bitmapscan = off;
        SET default_transaction_isolation = 'read committed';
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
        """;

    private readonly NpgsqlConnection _connection;
    private readonly PostgresDatabase _database;
    private readonly CommitSql _sql;
    private readonly CommitColumns _columns = new();
    private readonly Dictionary<CommitParts, PreparedCommit> _prepared = [];
    private readonly Dictionary<bool, LoneCommit> _lone = [];

    private PostgresWriter(NpgsqlConnection connection, PostgresDatabase database, ServerSession session)
    {
        _connection = connection;
        _database = database;
        Session = session;
        _sql = new CommitSql(database.Names);
    }

    /// <summary>Which session of the server commits.</summary>
    public ServerSession Session { get; }

    /// <summary>Whether the connection is gone; its session may go on without it.</summary>
    public bool IsBroken => _connection.State != System.Data.ConnectionState.Open;

    /// <param name="database">Which database.</param>
    /// <param name="lost">A session that was cut off before: it is ended, so that nothing of it is written from here on; null: none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<PostgresWriter> OpenAsync(PostgresDatabase database, ServerSession? lost, CancellationToken cancellationToken)
    {
        var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var command = new NpgsqlCommand(Settings, connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            if (lost is { } session)
            {
                await session.EndAsync(connection, database.Time, cancellationToken).ConfigureAwait(false);
            }

            return new PostgresWriter(connection, database, await ServerSession.OfAsync(connection, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        var parts = _columns.Fill(batch);
        if (parts == CommitParts.None)
        {
            return CommitResult.Committed([]);
        }

        try
        {
            var after = LoneCommit.Fits(parts, _columns)
                ? await RunLoneAsync(batch, parts.HasFlag(CommitParts.Old), cancellationToken).ConfigureAwait(false)
                : await RunAsync(batch, parts, cancellationToken).ConfigureAwait(false);
            return after is null ? await ExplainAsync(batch, parts, fault: null, cancellationToken).ConfigureAwait(false) : CommitResult.Committed(after);
        }
        catch (PostgresException fault) when (IsRefusal(fault))
        {
            return await ExplainAsync(batch, parts, fault, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var prepared in _prepared.Values)
        {
            await prepared.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var lone in _lone.Values)
        {
            await lone.DisposeAsync().ConfigureAwait(false);
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values)
        {
            prepared.Dispose();
        }

        foreach (var lone in _lone.Values)
        {
            lone.Dispose();
        }

        _connection.Dispose();
    }

    // A guard that did not hold, an operation that was applied before, or another process in the way: nothing is written.
    private static bool IsRefusal(PostgresException fault) =>
        fault.SqlState == PostgresErrorCodes.DivisionByZero || PostgresFault.IsCollision(fault);

    private async Task<Level[]> RunAsync(CommitBatch batch, CommitParts parts, CancellationToken cancellationToken)
    {
        if (!_prepared.TryGetValue(parts, out var prepared))
        {
            prepared = await PreparedCommit.PrepareAsync(_connection, parts, _columns, _sql, _database.Process, cancellationToken).ConfigureAwait(false);
            _prepared.Add(parts, prepared);
        }

        var after = new Level[batch.Levels.Count];
        var reader = await prepared.RunAsync(batch.RecordedAt, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var isFirst = true;
            foreach (var levels in (LevelColumns[])[_columns.Confirmed, _columns.Changed])
            {
                if (levels.Count > 0)
                {
                    await PreparedCommit.NextLevelsAsync(reader, isFirst, cancellationToken).ConfigureAwait(false);
                    isFirst = false;
                    await ReadLevelsAsync(reader, batch, levels, after, cancellationToken).ConfigureAwait(false);
                }
            }

            // The commit itself may still fail: it stands once the end of the answer has come.
            while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
            {
            }
        }

        return after;
    }

    /// <returns>Null: the guard did not hold, and nothing was written.</returns>
    private async Task<Level[]?> RunLoneAsync(CommitBatch batch, bool mayBeArchived, CancellationToken cancellationToken)
    {
        if (!_lone.TryGetValue(mayBeArchived, out var lone))
        {
            lone = await LoneCommit.PrepareAsync(_connection, mayBeArchived, _columns, _sql, _database.Process, cancellationToken).ConfigureAwait(false);
            _lone.Add(mayBeArchived, lone);
        }

        var key = batch.Levels[0].Key;
        return await lone.RunAsync(batch.RecordedAt, cancellationToken).ConfigureAwait(false) is var (onHand, reserved, version)
            ? [new Level(key.Sku, key.Location, onHand, reserved, version)]
            : null;
    }

    private static async Task ReadLevelsAsync(
        NpgsqlDataReader reader, CommitBatch batch, LevelColumns levels, Level[] after, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var place = levels.Places[(int)reader.GetInt64(0) - 1];
            var key = batch.Levels[place].Key;
            after[place] = new Level(key.Sku, key.Location, reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        }
    }
}
