using InventorySync.Stock;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <content>The history.</content>
internal sealed partial class EfQueries
{
    public Task<IReadOnlyList<Movement>> ReadMovementsAsync(
        MovementQuery query, int countMax, Movement? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(countMax, 1);
        return _database.ReadAsync<IReadOnlyList<Movement>>(
            async context =>
            {
                if (await _database.RowsForAsync(context, query, cancellationToken).ConfigureAwait(false) is not { } rows)
                {
                    return [];
                }

                rows = Filtered(rows, query);
                var levels = Filtered(context.Levels, query);
                var movements = query is { Sku: not null, Location: not null }
                    ? OfLevel(rows, levels, after)
                    : ByTime(rows, levels, after);
                return await movements.Take(countMax).ToListAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    // Of one level the index on its versions gives the order.
    private static IQueryable<Movement> OfLevel(IQueryable<LedgerRow> rows, IQueryable<LevelRow> levels, Movement? after) =>
        from row in rows.WhereIf(after is not null, row => row.Version < after!.Version)
        join level in levels on row.LevelId equals level.Id
        orderby row.Version descending
        select LedgerMapping.ToMovement(row, level.Sku, level.Location);

    private static IQueryable<Movement> ByTime(IQueryable<LedgerRow> rows, IQueryable<LevelRow> levels, Movement? after)
    {
        var found =
            from row in rows.WhereIf(after is not null, row => row.RecordedAt <= after!.RecordedAt)
            join level in levels on row.LevelId equals level.Id
            select new { Row = row, level.Sku, level.Location };
        if (after is not null)
        {
            var (sku, location) = (after.Sku.Value, after.Location.Value);
            found = found.Where(item => item.Row.RecordedAt != after.RecordedAt
                || item.Sku.CompareTo(sku) > 0
                || (item.Sku == sku && (item.Location.CompareTo(location) > 0 || (item.Location == location && item.Row.Version < after.Version))));
        }

        return found
            .OrderByDescending(item => item.Row.RecordedAt)
            .ThenBy(item => item.Sku)
            .ThenBy(item => item.Location)
            .ThenByDescending(item => item.Row.Version)
            .Select(item => LedgerMapping.ToMovement(item.Row, item.Sku, item.Location));
    }

    private static IQueryable<LedgerRow> Filtered(IQueryable<LedgerRow> rows, MovementQuery query) => rows
        .WhereIf(query.Reservation is not null, row => row.Reservation == query.Reservation!.Value.Value)
        .WhereIf(query.RecordedFrom is not null, row => row.RecordedAt >= query.RecordedFrom)
        .WhereIf(query.RecordedBefore is not null, row => row.RecordedAt < query.RecordedBefore);

    private static IQueryable<LevelRow> Filtered(IQueryable<LevelRow> levels, MovementQuery query) => levels
        .WhereIf(query.Sku is not null, level => level.Sku == query.Sku!.Value.Value)
        .WhereIf(query.Location is not null, level => level.Location == query.Location!.Value.Value);
}
