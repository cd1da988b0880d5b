using System.Runtime.CompilerServices;
using InventorySync.Storage.EfCore.Archiving;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Stores;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>
/// Archives the ledger stretch by stretch, in the order of recording. Where processes' clocks differ that is not quite the order of
/// versions: each step takes the few earlier versions along that its rows stand on.
/// </summary>
internal sealed class PostgresLedgerArchive : LedgerArchive
{
    private const int RowsPerStep = 10_000;

    private readonly PostgresDatabase _database;
    private readonly int _rowsPerStep;

    public PostgresLedgerArchive(PostgresDatabase database, TimeProvider time, int? rowsPerStep = null)
        : base(database, time)
    {
        _database = database;
        _rowsPerStep = rowsPerStep ?? RowsPerStep;
    }

    public override async IAsyncEnumerable<ArchiveStep> RunAsync(DateTimeOffset cutoff, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (from, before) in await ReadStretchesAsync(cutoff, cancellationToken).ConfigureAwait(false))
        {
            // Rows that stay would come again and again: the next step begins after the last row that this one saw.
            LedgerRow? after = null;
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var start = after;
                var (step, last) = await Database.WriteAsync(
                    context => MoveAsync(context, cutoff, from, before, start, cancellationToken), cancellationToken).ConfigureAwait(false);
                yield return step;
                if ((after = last) is null)
                {
                    break;
                }
            }
        }
    }

    /// <summary>Divides what there is to archive into stretches of time with about as many rows as a step takes.</summary>
    private async Task<List<(long From, long Before)>> ReadStretchesAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        const long Minute = 60_000_000;
        var counts = await Database.ReadAsync(
            async context =>
            {
                // It reads the ledger once, which on a slow disk may take its time.
                context.Database.SetCommandTimeout(0);
                return await context.Database
                    .SqlQueryRaw<MinuteCount>(
                        context.Names.Apply(
                            """
                            SELECT recorded_at / {1} AS "Minute", count(*) AS "Rows" FROM {t}ledger WHERE recorded_at < {0} GROUP BY 1 ORDER BY 1
                            """),
                        Microseconds.Of(cutoff),
                        Minute)
                    .ToListAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);

        List<(long From, long Before)> stretches = [];
        var from = 0L;
        var rows = 0L;
        for (var i = 0; i < counts.Count; i++)
        {
            from = rows == 0 ? counts[i].Minute : from;
            rows += counts[i].Rows;
            if (i == counts.Count - 1 || rows + counts[i + 1].Rows > _rowsPerStep)
            {
                stretches.Add((from * Minute, Math.Min((counts[i].Minute + 1) * Minute, Microseconds.Of(cutoff))));
                rows = 0;
            }
        }

        return stretches;
    }

    private async Task<(ArchiveStep Step, LedgerRow? Last)> MoveAsync(
        InventoryDbContext context, DateTimeOffset cutoff, long from, long before, LedgerRow? after, CancellationToken cancellationToken)
    {
        // One archives at a time: so what was read here is still there when it is moved.
        await context.Database.ExecuteSqlRawAsync(
            "SELECT pg_advisory_xact_lock({0})", [PostgresSchema.LockOf(_database.Scope, "archive")], cancellationToken).ConfigureAwait(false);
        var rows = await ReadAsync(
            context,
            """
            WHERE l.recorded_at >= {0} AND l.recorded_at < {1} AND (l.recorded_at, l.operation_key, l.line) > ({2}, {3}, {4})
            ORDER BY l.recorded_at, l.operation_key, l.line LIMIT {5}
            """,
            [
                Math.Max(from, after is null ? from : Microseconds.Of(after.RecordedAt)),
                before,
                after is null ? from : Microseconds.Of(after.RecordedAt),
                after is null ? Guid.Empty : new Guid(after.OperationKey, bigEndian: true),
                after?.Line ?? -1,
                _rowsPerStep,
            ],
            cancellationToken).ConfigureAwait(false);
        var selection = new ArchiveSelection(row => ArchiveRules.IsOld(row, cutoff));
        selection.Add(rows);
        await CompleteAsync(context, selection, cancellationToken).ConfigureAwait(false);
        var leaving = selection.Choose();
        var openings = selection.Openings();
        if (leaving.Length > 0)
        {
            await MoveAsync(context, leaving, selection, openings, cancellationToken).ConfigureAwait(false);
        }

        return (new ArchiveStep(selection.RowCount, openings), rows.Count == _rowsPerStep ? rows[^1] : null);
    }

    /// <summary>Adds what stands before and beside the rows: earlier versions of their levels, the other rows of their operations.</summary>
    private static async Task CompleteAsync(InventoryDbContext context, ArchiveSelection selection, CancellationToken cancellationToken)
    {
        while (true)
        {
            await AddOpeningsAsync(context, selection, cancellationToken).ConfigureAwait(false);
            var versions = selection.VersionsMissing();
            var operations = selection.OperationsInPart();
            if (versions.Count == 0 && operations.Length == 0)
            {
                return;
            }

            var added = selection.Add(await ReadAsync(
                context, "WHERE l.operation_key = ANY ({0})", [operations], cancellationToken).ConfigureAwait(false));
            added += selection.Add(await ReadAsync(
                context,
                "JOIN unnest({0}, {1}, {2}) v (level_id, first, last) ON l.level_id = v.level_id AND l.version BETWEEN v.first AND v.last",
                [
                    versions.Select(range => range.LevelId).ToArray(),
                    versions.Select(range => range.From).ToArray(),
                    versions.Select(range => range.To).ToArray(),
                ],
                cancellationToken).ConfigureAwait(false));
            if (added == 0)
            {
                throw selection.Broken();
            }
        }
    }

    private static Task<List<LedgerRow>> ReadAsync(InventoryDbContext context, string which, object[] parameters, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", ColumnsOfLedger.Common.Split(", ").Select(column => $"l.{column}"));
        return context.Ledger
            .FromSqlRaw(context.Names.Apply($"SELECT {columns} FROM {{t}}ledger l {which}"), parameters)
            .ToListAsync(cancellationToken);
    }

    private async Task MoveAsync(
        InventoryDbContext context, Guid[] leaving, ArchiveSelection selection, List<OpeningRow> openings, CancellationToken cancellationToken)
    {
        await new ArchivePartitions(context).EnsureAsync(selection.Months(), cancellationToken).ConfigureAwait(false);
        await context.Database.ExecuteSqlRawAsync(
            context.Names.Apply(
                """
                INSERT INTO {t}openings (level_id, version, on_hand, reserved) SELECT * FROM unnest({0}, {1}, {2}, {3})
                ON CONFLICT (level_id) DO UPDATE SET version = excluded.version, on_hand = excluded.on_hand, reserved = excluded.reserved
                """),
            [
                openings.Select(opening => opening.LevelId).ToArray(),
                openings.Select(opening => opening.Version).ToArray(),
                openings.Select(opening => opening.OnHand).ToArray(),
                openings.Select(opening => opening.Reserved).ToArray(),
            ],
            cancellationToken).ConfigureAwait(false);
        var moved = await context.Database.ExecuteSqlRawAsync(
            context.Names.Apply(
                $$"""
                WITH gone AS (
                    DELETE FROM {t}ledger WHERE operation_key = ANY ({0}) RETURNING {{ColumnsOfLedger.Common}}),
                known AS (
                    INSERT INTO {t}archived_operations (operation_key, kind, status, occurred_at)
                    SELECT operation_key, kind, status, occurred_at FROM gone WHERE line = 0)
                INSERT INTO {t}ledger_archive ({{ColumnsOfLedger.Common}}) SELECT {{ColumnsOfLedger.Common}} FROM gone
                """),
            [leaving],
            cancellationToken).ConfigureAwait(false);
        if (moved != selection.RowCount)
        {
            throw new InvalidOperationException($"{moved} rows of the ledger on {_database.Description} went to its archive instead of {selection.RowCount}.");
        }
    }

    private sealed record MinuteCount(long Minute, long Rows);
}
