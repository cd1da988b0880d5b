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

    private async IAsyncEnumerable<Movement> MovementsAsync(
        InventoryDbContext context, MovementQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IQueryable<LedgerRow> rows = context.Ledger;
        if (query.Operation is { } operation)
        {
            var firsts = await _database.ReadFirstRowsAsync(context, [operation], cancellationToken).ConfigureAwait(false);
            if (firsts.Count == 0)
            {
                yield break;
            }

            rows = _database.RowsOf(context, firsts);
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
