using InventorySync.Storage.EfCore.Mapping;
using Npgsql;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>The statements of one kind of batch, prepared once on the connection that commits.</summary>
internal sealed class PreparedCommit : IAsyncDisposable, IDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly List<NpgsqlParameter<long>> _times = [];
    private readonly CommitParts _parts;

    private PreparedCommit(NpgsqlConnection connection, CommitParts parts)
    {
        _batch = new NpgsqlBatch(connection);
        _parts = parts;
    }

    public static async Task<PreparedCommit> PrepareAsync(
        NpgsqlConnection connection, CommitParts parts, CommitColumns columns, CommitSql sql, Guid process, CancellationToken cancellationToken)
    {
        var commit = new PreparedCommit(connection, parts);
        commit.AddChecks(columns, sql);
        commit.AddReservations(columns, sql);
        commit.AddOrders(columns, sql);
        commit.AddLedger(columns, sql, process);
        await commit._batch.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return commit;
    }

    /// <summary>Runs the statements over what the columns hold now.</summary>
    /// <returns>Where to read the levels from: those confirmed, then those changed.</returns>
    public Task<NpgsqlDataReader> RunAsync(DateTimeOffset recordedAt, CancellationToken cancellationToken)
    {
        foreach (var time in _times)
        {
            time.TypedValue = Microseconds.Of(recordedAt);
        }

        return _batch.ExecuteReaderAsync(cancellationToken);
    }

    /// <summary>Goes to the next result, and beyond those that only say that a guard held.</summary>
    public static async Task<bool> NextLevelsAsync(NpgsqlDataReader reader, bool isFirst, CancellationToken cancellationToken)
    {
        if (!isFirst && !await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        while (reader.FieldCount < 4)
        {
            if (!await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    public void Dispose() => _batch.Dispose();

    private bool Has(CommitParts part) => _parts.HasFlag(part);

    private void AddChecks(CommitColumns columns, CommitSql sql)
    {
        if (Has(CommitParts.Refusals))
        {
            Add(sql.Refusals, columns.Refused);
        }

        if (Has(CommitParts.Confirmations))
        {
            var levels = columns.Confirmed;
            Add(sql.Confirmations, levels.Sku, levels.Location, levels.AvailableMin, levels.OnHandMin, levels.VersionExact);
        }
    }

    private void AddReservations(CommitColumns columns, CommitSql sql)
    {
        if (Has(CommitParts.NewReservations))
        {
            var rows = columns.NewReservations;
            Add(
                sql.NewReservations,
                rows.Name, rows.OwnerKind, rows.OwnerId, rows.Status, rows.Channel, rows.CreatedAt, rows.ExpiresAt, rows.Pinned, rows.Version,
                rows.Place, rows.Line, rows.Sku, rows.Location, rows.Quantity, rows.Open);
        }

        if (Has(CommitParts.ChangedReservations))
        {
            var rows = columns.ChangedReservations;
            Add(
                sql.ChangedReservations,
                rows.Name, rows.OwnerKind, rows.OwnerId, rows.Status, rows.Channel, rows.CreatedAt, rows.ExpiresAt, rows.Pinned, rows.Version,
                rows.VersionBefore, rows.Lines, rows.Place, rows.Line, rows.Sku, rows.Location, rows.Quantity, rows.Open);
        }
    }

    private void AddOrders(CommitColumns columns, CommitSql sql)
    {
        if (Has(CommitParts.NewOrders))
        {
            var rows = columns.NewOrders;
            Add(sql.NewOrders, rows.Channel, rows.OrderId, rows.PlacedAt, rows.UpdatedAt, rows.Lines, rows.Version);
        }

        if (Has(CommitParts.ChangedOrders))
        {
            var rows = columns.ChangedOrders;
            Add(sql.ChangedOrders, rows.Channel, rows.OrderId, rows.PlacedAt, rows.UpdatedAt, rows.Lines, rows.Version, rows.VersionBefore);
            Add(sql.ForgetOpenUnits, rows.Channel, rows.OrderId);
        }

        if (Has(CommitParts.OpenUnits))
        {
            var rows = columns.OpenUnits;
            Add(sql.OpenUnits, rows.Channel, rows.OrderId, rows.Sku, rows.Units);
        }
    }

    private void AddLedger(CommitColumns columns, CommitSql sql, Guid process)
    {
        if (Has(CommitParts.Incidents))
        {
            Add(sql.Incidents, [.. columns.Incidents.All]);
        }

        if (Has(CommitParts.EmptyOperations))
        {
            var rows = columns.Empty;
            AddTimed(sql.EmptyOperations, rows.Key, rows.Facts, rows.OccurredAt, rows.Text, rows.Channel, rows.Reservation, rows.Reason, rows.Detail);
        }

        var changes = columns.Changes;
        if (!Has(CommitParts.Movements) && (Has(CommitParts.NewOrders) || Has(CommitParts.ChangedOrders)))
        {
            AddTimed(sql.Changes, new Constant<Guid>(process, NpgsqlDbType.Uuid), changes.Kind, changes.Channel, changes.Sku);
        }

        // Last, so that a hot level is locked as briefly as can be.
        if (Has(CommitParts.Movements))
        {
            var levels = columns.Changed;
            var rows = columns.Movements;
            List<IColumn> parameters =
            [
                new Constant<Guid>(process, NpgsqlDbType.Uuid), changes.Kind, changes.Channel, changes.Sku,
                levels.Sku, levels.Location, levels.OnHandDelta, levels.ReservedDelta, levels.MovementCount, levels.AvailableMin,
                levels.OnHandMin, levels.VersionExact, rows.Key, rows.Facts, rows.Place, rows.OnHandDelta, rows.OnHandOffset, rows.OccurredAt,
            ];
            if (Has(CommitParts.Reserved))
            {
                parameters.AddRange([rows.ReservedDelta, rows.ReservedOffset]);
            }

            if (Has(CommitParts.Texts))
            {
                parameters.Add(rows.Text);
            }

            if (Has(CommitParts.Details))
            {
                parameters.AddRange([rows.Channel, rows.Reservation, rows.Reason, rows.Detail]);
            }

            AddTimed(sql.Movements(_parts), [.. parameters]);
        }

        // After the ledger's rows: where they waited for the archive to take the first of their operation away, only what is looked
        // at from then on shows where it went.
        if (Has(CommitParts.Old))
        {
            Add(sql.Archived, columns.Old);
        }
    }

    private void Add(string sql, params ReadOnlySpan<IColumn> columns) => AddColumns(new NpgsqlBatchCommand(sql), columns);

    private void AddTimed(string sql, params ReadOnlySpan<IColumn> columns)
    {
        var command = new NpgsqlBatchCommand(sql);
        AddTime(command);
        AddColumns(command, columns);
    }

    private void AddTime(NpgsqlBatchCommand command)
    {
        var time = new NpgsqlParameter<long> { NpgsqlDbType = NpgsqlDbType.Bigint };
        command.Parameters.Add(time);
        _times.Add(time);
    }

    private void AddColumns(NpgsqlBatchCommand command, ReadOnlySpan<IColumn> columns)
    {
        foreach (var column in columns)
        {
            command.Parameters.Add(column.ToParameter());
        }

        _batch.BatchCommands.Add(command);
    }
}
