using InventorySync.Stock;
using Npgsql;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <content>Why a batch was not written: levels without a row, operations that were applied before, or a guard that does not hold.</content>
internal sealed partial class PostgresWriter
{
    private async Task<CommitResult> ExplainAsync(CommitBatch batch, CommitParts parts, PostgresException? fault, CancellationToken cancellationToken)
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

    private async Task<List<OperationId>> FindDuplicatesAsync(CommitBatch batch, PostgresException? fault, CancellationToken cancellationToken)
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

    private void ThrowIfBug(CommitBatch batch, PostgresException? fault)
    {
        if (fault?.SqlState != PostgresErrorCodes.UniqueViolation)
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
