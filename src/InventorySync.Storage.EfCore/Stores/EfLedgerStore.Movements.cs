using System.Runtime.CompilerServices;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>The history.</summary>
internal abstract partial class EfLedgerStore
{
    public IAsyncEnumerable<Movement> ReadMovementsAsync(MovementQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.StreamAsync(context => MovementsAsync(context, query, cancellationToken), cancellationToken);
    }

    public IAsyncEnumerable<Level> ReadOpeningsAsync(Sku? sku = null, CancellationToken cancellationToken = default) =>
        _database.StreamAsync(
            context => (
                from opening in context.Openings
                join level in context.Levels.WhereIf(sku is not null, level => level.Sku == sku!.Value.Value) on opening.LevelId equals level.Id
                orderby level.Sku, level.Location
                select new Level(new Sku(level.Sku), new LocationId(level.Location), opening.OnHand, opening.Reserved, opening.Version))
                .AsAsyncEnumerable(),
            cancellationToken);

    private async IAsyncEnumerable<Movement> MovementsAsync(
        InventoryDbContext context, MovementQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await _database.RowsForAsync(context, query, cancellationToken).ConfigureAwait(false) is not { } rows)
        {
            yield break;
        }

        var movements = Filtered(context, rows, query).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false);
        await foreach (var movement in movements)
        {
            yield return movement;
        }
    }

    private static IQueryable<Movement> Filtered(InventoryDbContext context, IQueryable<LedgerRow> rows, MovementQuery query)
    {
        var levels = context.Levels.AsQueryable();
        if (query.Sku is { } sku)
        {
            levels = levels.Where(level => level.Sku == sku.Value);
        }

        if (query.Location is { } location)
        {
            levels = levels.Where(level => level.Location == location.Value);
        }

        if (query.Reservation is { } reservation)
        {
            rows = rows.Where(row => row.Reservation == reservation.Value);
        }

        if (query.RecordedFrom is { } from)
        {
            rows = rows.Where(row => row.RecordedAt >= from);
        }

        if (query.RecordedBefore is { } before)
        {
            rows = rows.Where(row => row.RecordedAt < before);
        }

        return
            from row in rows
            join level in levels on row.LevelId equals level.Id
            orderby level.Sku, level.Location, row.Version
            select LedgerMapping.ToMovement(row, level.Sku, level.Location);
    }
}
