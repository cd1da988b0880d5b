using InventorySync.Stock;
using InventorySync.Storage.Coordination;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Stores;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>The ledger in PostgreSQL: the common reads, and PostgreSQL's own commit.</summary>
internal sealed class PostgresLedgerStore : EfLedgerStore
{
    private readonly PostgresDatabase _database;

    public PostgresLedgerStore(PostgresDatabase database)
        : base(database) => _database = database;

    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var result = await _database.UseWriterAsync(writer => writer.CommitAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (result.Status == CommitStatus.Committed && batch.Operations.Count > 0)
        {
            _database.Notifier.Signal();
        }

        return result;
    }

    public override async Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(correction);
        var isWritten = await _database.WriteAsync(context => CorrectAsync(context, seen, correction, cancellationToken), cancellationToken).ConfigureAwait(false);
        _database.Notifier.Signal();
        return isWritten;
    }

    private async Task<bool> CorrectAsync(InventoryDbContext context, Level seen, Movement correction, CancellationToken cancellationToken)
    {
        var key = OperationKey.Of(correction.Operation);
        if (await context.Ledger.AnyAsync(row => row.OperationKey == key, cancellationToken).ConfigureAwait(false)
            || await context.Set<ArchivedOperationRow>().AnyAsync(row => row.OperationKey == key, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (await GuardAsync(context, seen, correction, cancellationToken).ConfigureAwait(false) is not { } levelId)
        {
            return false;
        }

        var last = await context.Ledger
            .Where(row => row.LevelId == levelId)
            .MaxAsync(row => (long?)row.Version, cancellationToken).ConfigureAwait(false)
            ?? await context.Openings.Where(row => row.LevelId == levelId).MaxAsync(row => (long?)row.Version, cancellationToken).ConfigureAwait(false);
        if (last >= correction.Version)
        {
            throw new ArgumentException(
                $"The ledger of {seen.Key} has a movement of version {last}; the correction's has to be higher than {correction.Version}.",
                nameof(correction));
        }

        context.Ledger.Add(RowOf(correction, key, levelId));
        context.Set<ChangeRow>().Add(ChangeLog.RowOf(_database.Process, correction.RecordedAt, [new(StoreChangeKind.Stock, Sku: seen.Sku)]));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Makes the level what the correction says, if it still is as seen.</summary>
    /// <returns>Its id; null: it has moved.</returns>
    private static async Task<long?> GuardAsync(InventoryDbContext context, Level seen, Movement correction, CancellationToken cancellationToken)
    {
        var row = await context.Levels
            .Where(level => level.Sku == seen.Sku.Value && level.Location == seen.Location.Value)
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            if (seen != new Level(seen.Sku, seen.Location, 0, 0, 0))
            {
                return null;
            }

            row = new LevelRow
            {
                Sku = seen.Sku.Value,
                Location = seen.Location.Value,
                OnHand = correction.OnHand,
                Reserved = correction.Reserved,
                Version = correction.Version,
            };
            context.Levels.Add(row);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return row.Id;
        }

        var changed = await context.Levels
            .Where(level => level.Id == row.Id && level.OnHand == seen.OnHand && level.Reserved == seen.Reserved && level.Version == seen.Version)
            .ExecuteUpdateAsync(
                level => level
                    .SetProperty(after => after.OnHand, correction.OnHand)
                    .SetProperty(after => after.Reserved, correction.Reserved)
                    .SetProperty(after => after.Version, correction.Version),
                cancellationToken).ConfigureAwait(false);
        return changed == 1 ? row.Id : null;
    }

    private static LedgerRow RowOf(Movement correction, byte[] key, long levelId) => new()
    {
        OperationKey = key,
        OperationText = correction.Operation.TryGetUuid(out _) ? null : correction.Operation.ToString(),
        Line = 0,
        Lines = 1,
        Kind = correction.Kind,
        Status = OutcomeStatus.Applied,
        LevelId = levelId,
        Version = correction.Version,
        OnHandDelta = correction.OnHandDelta,
        ReservedDelta = correction.ReservedDelta,
        OnHand = correction.OnHand,
        Reserved = correction.Reserved,
        OccurredAt = correction.OccurredAt,
        RecordedAt = correction.RecordedAt,
        Channel = correction.Channel?.Value,
        Reservation = correction.Reservation?.Value,
        Reason = correction.Reason,
    };
}
