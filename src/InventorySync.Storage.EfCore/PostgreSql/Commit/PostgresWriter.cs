using InventorySync.Stock;
using Npgsql;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>The connection that commits batches: one transaction and one round trip each. Used by who holds the write gate.</summary>
internal sealed class PostgresWriter : IAsyncDisposable, IDisposable
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
            return CommitResult.Committed(await RunAsync(batch, parts, cancellationToken).ConfigureAwait(false));
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

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values)
        {
            prepared.Dispose();
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

    private async Task<CommitResult> ExplainAsync(CommitBatch batch, CommitParts parts, PostgresException fault, CancellationToken cancellationToken)
    {
        // Before the duplicates: whoever made the levels since has made them with the same operations, or with others.
        var missing = _columns.Changed.Count == 0 ? 0 : await CountMissingLevelsAsync(cancellationToken).ConfigureAwait(false);
        var duplicates = await FindDuplicatesAsync(batch, fault, cancellationToken).ConfigureAwait(false);
        if (duplicates.Count > 0)
        {
            return CommitResult.DuplicatesFound(duplicates);
        }

        if (missing == 0)
        {
            return CommitResult.GuardFailed;
        }

        try
        {
            return CommitResult.Committed(await RunWithNewLevelsAsync(batch, parts, cancellationToken).ConfigureAwait(false));
        }
        catch (PostgresException again) when (IsRefusal(again))
        {
            duplicates = await FindDuplicatesAsync(batch, again, cancellationToken).ConfigureAwait(false);
            return duplicates.Count > 0 ? CommitResult.DuplicatesFound(duplicates) : CommitResult.GuardFailed;
        }
    }

    /// <summary>Levels that have no row yet count as zeros: they get one, and the batch its second try, in one transaction.</summary>
    private async Task<Level[]> RunWithNewLevelsAsync(CommitBatch batch, CommitParts parts, CancellationToken cancellationToken)
    {
        var transaction = await _connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await AddMissingLevelsAsync(cancellationToken).ConfigureAwait(false);
            var after = await RunAsync(batch, parts, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return after;
        }
    }

    private async Task<List<OperationId>> FindDuplicatesAsync(CommitBatch batch, PostgresException fault, CancellationToken cancellationToken)
    {
        Dictionary<Guid, OperationId> asked = [];
        foreach (var id in batch.Operations.Select(operation => operation.Id).Concat(batch.RefusedOperations))
        {
            asked[Mapping.OperationKey.ToUuid(id, out _)] = id;
        }

        List<OperationId> found = [];
        var command = new NpgsqlCommand(_sql.AppliedOperations, _connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. asked.Keys], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var id = asked[reader.GetGuid(0)];
                    var text = await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(1);
                    if (reader.GetBoolean(2))
                    {
                        ThrowUnlessSame(id, text);
                    }

                    found.Add(id);
                }
            }
        }

        if (found.Count == 0)
        {
            ThrowIfBug(batch, fault);
        }

        found.Sort(static (left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));
        return found;
    }

    private static void ThrowUnlessSame(in OperationId id, string? text)
    {
        if (text != (id.TryGetUuid(out _) ? null : id.ToString()))
        {
            throw new StorageException(
                $"Operation '{id}' has the same 128-bit key as operation '{text}', which was applied before: give it another id.",
                isTransient: false);
        }
    }

    private void ThrowIfBug(CommitBatch batch, PostgresException fault)
    {
        if (fault.SqlState != PostgresErrorCodes.UniqueViolation)
        {
            return;
        }

        var ids = new HashSet<OperationId>();
        foreach (var operation in batch.Operations)
        {
            if (!ids.Add(operation.Id))
            {
                throw new ArgumentException($"The batch has operation {operation.Id} twice; an id belongs to one operation.", nameof(batch));
            }
        }

        if (fault.ConstraintName == $"ix_{_database.Names.Prefix}incidents_id")
        {
            throw new ArgumentException("An incident of the batch is in the ledger already; each needs an id of its own.", nameof(batch));
        }
    }

    private async Task<long> CountMissingLevelsAsync(CancellationToken cancellationToken)
    {
        var command = WithLevels(_sql.CountMissingLevels);
        await using (command.ConfigureAwait(false))
        {
            return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    private async Task AddMissingLevelsAsync(CancellationToken cancellationToken)
    {
        var command = WithLevels(_sql.MissingLevels);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private NpgsqlCommand WithLevels(string sql) =>
        new(sql, _connection) { Parameters = { _columns.Changed.Sku.ToParameter(), _columns.Changed.Location.ToParameter() } };
}
