using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>What the engine reads before it decides.</summary>
internal abstract partial class EfLedgerStore
{
    public Task<LedgerState> LoadAsync(LedgerKeys keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _database.ReadSnapshotAsync(context => LoadAsync(context, keys, cancellationToken), cancellationToken);
    }

    private async Task<LedgerState> LoadAsync(InventoryDbContext context, LedgerKeys keys, CancellationToken cancellationToken) => new()
    {
        Levels = keys.Skus.Count == 0
            ? []
            : await LevelsOf(context, TextsOf(keys.Skus)).ToListAsync(cancellationToken).ConfigureAwait(false),
        Reservations = keys.Reservations.Count == 0
            ? []
            : await LoadReservationsAsync(context, keys.Reservations, cancellationToken).ConfigureAwait(false),
        Orders = keys.Orders.Count == 0
            ? []
            : await LoadOrdersAsync(context, keys.Orders, cancellationToken).ConfigureAwait(false),
        Operations = keys.Operations.Count == 0
            ? []
            : await LoadOperationsAsync(context, keys.Operations, cancellationToken).ConfigureAwait(false),
    };

    private static async Task<IReadOnlyList<Reservation>> LoadReservationsAsync(
        InventoryDbContext context, List<ReservationId> ids, CancellationToken cancellationToken)
    {
        string[] names = [.. ids.Select(id => id.Value)];
        return await context.Reservations
            .Include(row => row.Lines)
            .Where(row => names.Contains(row.Name))
            .OrderBy(row => row.Name)
            .Select(row => RecordMapping.ToReservation(row))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<OrderState>> LoadOrdersAsync(
        InventoryDbContext context, List<OrderKey> keys, CancellationToken cancellationToken)
    {
        List<OrderState> orders = [];
        foreach (var ofChannel in keys.GroupBy(key => key.Channel.Value))
        {
            string[] ids = [.. ofChannel.Select(key => key.OrderId)];
            var rows = await context.Orders
                .Where(row => row.Channel == ofChannel.Key && ids.Contains(row.OrderId))
                .OrderBy(row => row.OrderId)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            orders.AddRange(rows.Select(RecordMapping.ToOrder));
        }

        return orders;
    }

    private async Task<IReadOnlyList<RecordedOperation>> LoadOperationsAsync(
        InventoryDbContext context, List<OperationId> ids, CancellationToken cancellationToken)
    {
        var firsts = await _database.ReadFirstRowsAsync(context, ids, cancellationToken).ConfigureAwait(false);
        var operations = await WithMovementsAsync(context, context.Ledger, firsts, cancellationToken).ConfigureAwait(false);
        if (firsts.Count < ids.Count)
        {
            var found = operations.Select(operation => operation.Record.Id).ToHashSet();
            var archived = await _database.ReadArchivedFirstRowsAsync(
                context, ids.FindAll(id => !found.Contains(id)), cancellationToken).ConfigureAwait(false);
            if (archived.Count > 0)
            {
                operations.AddRange(await WithMovementsAsync(context, _database.ArchiveOf(context), archived, cancellationToken).ConfigureAwait(false));
            }
        }

        return operations;
    }

    private async Task<List<RecordedOperation>> WithMovementsAsync(
        InventoryDbContext context, IQueryable<LedgerRow> source, List<LedgerRow> firsts, CancellationToken cancellationToken)
    {
        var rows = await (
            from row in _database.RowsOf(source, firsts)
            join level in context.Levels on row.LevelId equals level.Id
            orderby row.Line
            select new { Row = row, level.Sku, level.Location })
            .ToListAsync(cancellationToken).ConfigureAwait(false);

        var ofOperation = rows
            .Select(found => LedgerMapping.ToMovement(found.Row, found.Sku, found.Location))
            .ToLookup(movement => movement.Operation);
        return firsts.ConvertAll(first =>
        {
            var record = LedgerMapping.ToRecord(first);
            return new RecordedOperation { Record = record, Movements = [.. ofOperation[record.Id]] };
        });
    }
}
