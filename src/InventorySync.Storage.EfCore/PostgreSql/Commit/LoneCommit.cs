using InventorySync.Storage.EfCore.Mapping;
using Npgsql;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>
/// The statement of a batch that is one movement, prepared once: a caller who is alone does not wait until arrays of one are put
/// together and taken apart.
/// </summary>
internal sealed class LoneCommit : IAsyncDisposable, IDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly NpgsqlParameter<long> _recordedAt = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly List<IOnlyValue> _values = [];

    private LoneCommit(NpgsqlConnection connection) => _batch = new NpgsqlBatch(connection);

    /// <summary>Whether a batch is one.</summary>
    public static bool Fits(CommitParts parts, CommitColumns columns) =>
        (parts & ~(CommitParts.Texts | CommitParts.Reserved | CommitParts.Details | CommitParts.Old)) == CommitParts.Movements
        && columns.Movements.Count == 1 && columns.Changed.Count == 1;

    /// <param name="connection">The connection that commits.</param>
    /// <param name="mayBeArchived">Whether the operation has to be looked for in the archive.</param>
    /// <param name="columns">What is filled for each batch.</param>
    /// <param name="sql">The statements.</param>
    /// <param name="process">This process.</param>
    /// <param name="cancellationToken">Stops the preparation.</param>
    public static async Task<LoneCommit> PrepareAsync(
        NpgsqlConnection connection, bool mayBeArchived, CommitColumns columns, CommitSql sql, Guid process, CancellationToken cancellationToken)
    {
        var commit = new LoneCommit(connection);
        commit.AddMovement(columns, sql, process);
        if (mayBeArchived)
        {
            commit._batch.BatchCommands.Add(new NpgsqlBatchCommand(sql.Archived) { Parameters = { columns.Old.ToParameter() } });
        }

        await commit._batch.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return commit;
    }

    /// <summary>Runs the statement over what the columns hold now.</summary>
    /// <returns>The level's row after the movement; null: its guard did not hold, or it has no row, and nothing was written.</returns>
    public async Task<(long OnHand, long Reserved, long Version)?> RunAsync(DateTimeOffset recordedAt, CancellationToken cancellationToken)
    {
        _recordedAt.TypedValue = Microseconds.Of(recordedAt);
        foreach (var value in _values)
        {
            value.Take();
        }

        (long, long, long)? after = null;
        var reader = await _batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                after = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
            }

            // The commit itself may still fail: it stands once the end of the answer has come.
            while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
            {
            }
        }

        return after;
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    public void Dispose() => _batch.Dispose();

    private void AddMovement(CommitColumns columns, CommitSql sql, Guid process)
    {
        var (level, row, changes) = (columns.Changed, columns.Movements, columns.Changes);
        var command = new NpgsqlBatchCommand(sql.LoneMovement);
        command.Parameters.Add(_recordedAt);
        foreach (var column in (IColumn[])[new Constant<Guid>(process, NpgsqlDbType.Uuid), changes.Kind, changes.Channel, changes.Sku])
        {
            command.Parameters.Add(column.ToParameter());
        }

        Add(level.Sku);
        Add(level.Location);
        Add(level.AvailableMin);
        Add(level.OnHandMin);
        Add(level.VersionExact);
        Add(row.Key);
        Add(row.Facts);
        Add(row.OnHandDelta);
        Add(row.ReservedDelta);
        Add(row.OccurredAt);
        Add(row.Text);
        Add(row.Channel);
        Add(row.Reservation);
        Add(row.Reason);
        Add(row.Detail);
        _batch.BatchCommands.Add(command);

        void Add<T>(Column<T> column)
        {
            var value = new OnlyValue<T>(column);
            _values.Add(value);
            command.Parameters.Add(value.Parameter);
        }
    }
}
