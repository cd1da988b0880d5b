using System.Runtime.CompilerServices;
using InventorySync.Storage.EfCore.Archiving;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>Archives the ledger's oldest rows. They were appended one writer after the other, so that any prefix of them is whole.</summary>
internal sealed class SqliteLedgerArchive : LedgerArchive
{
    // Sales wait while a step writes: some ten milliseconds.
    private const int RowsPerStep = 2_000;

    private readonly int _rowsPerStep;

    public SqliteLedgerArchive(SqliteDatabase database, TimeProvider time, int? rowsPerStep = null)
        : base(database, time) => _rowsPerStep = rowsPerStep ?? RowsPerStep;

    public override async IAsyncEnumerable<ArchiveStep> RunAsync(DateTimeOffset cutoff, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await Database.WriteAsync(context => MoveAsync(context, cutoff, cancellationToken), cancellationToken).ConfigureAwait(false) is not { } step)
            {
                yield break;
            }

            yield return step;
        }
    }

    private async Task<ArchiveStep?> MoveAsync(InventoryDbContext context, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var rows = await ReadOldestAsync(context, cutoff, cancellationToken).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return null;
        }

        var selection = new ArchiveSelection(row => row.RecordedAt < cutoff);
        selection.Add(rows);
        await AddOpeningsAsync(context, selection, cancellationToken).ConfigureAwait(false);
        selection.Choose();
        var openings = selection.Openings();
        await MoveAsync(context, rows[^1].Id, cancellationToken).ConfigureAwait(false);
        return new ArchiveStep(rows.Count, openings);
    }

    /// <summary>The ledger's first rows, up to the first that is too young: whole operations, and never the one recorded last.</summary>
    private async Task<List<LedgerRow>> ReadOldestAsync(InventoryDbContext context, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        for (var take = _rowsPerStep; ; take *= 2)
        {
            var rows = await context.Ledger.OrderBy(row => row.Id).Take(take).ToListAsync(cancellationToken).ConfigureAwait(false);
            var count = rows.FindIndex(row => row.RecordedAt >= cutoff);
            if (count < 0)
            {
                // The last operation may go on in the next row; and where there is none, the next operation's number comes from it.
                count = Math.Max(0, rows.FindLastIndex(row => row.Line == 0));
                if (count == 0 && rows.Count == take)
                {
                    continue;
                }
            }

            rows.RemoveRange(count, rows.Count - count);
            return rows;
        }
    }

    private static async Task MoveAsync(InventoryDbContext context, long lastId, CancellationToken cancellationToken)
    {
        const string Columns = $"id, {Stores.ColumnsOfLedger.Common}";

        // Keys that have not come to their table yet do so with their rows: the ledger no longer holds them.
        string[] statements =
        [
            "INSERT INTO {t}operation_keys (key, ledger_id) SELECT operation_key, id FROM {t}ledger WHERE id <= {0} AND line = 0 ON CONFLICT DO NOTHING",
            """
            INSERT INTO {t}openings (level_id, version, on_hand, reserved)
            SELECT level_id, max(version), on_hand, reserved FROM {t}ledger WHERE id <= {0} AND level_id IS NOT NULL GROUP BY level_id
            ON CONFLICT (level_id) DO UPDATE SET version = excluded.version, on_hand = excluded.on_hand, reserved = excluded.reserved
            """,
            $"INSERT INTO {{t}}ledger_archive ({Columns}) SELECT {Columns} FROM {{t}}ledger WHERE id <= {{0}}",
            "DELETE FROM {t}ledger WHERE id <= {0}",
        ];
        foreach (var statement in statements)
        {
            await context.Database.ExecuteSqlRawAsync(context.Names.Apply(statement), [lastId], cancellationToken).ConfigureAwait(false);
        }
    }
}
