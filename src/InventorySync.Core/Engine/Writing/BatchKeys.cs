using InventorySync.Catalog;
using InventorySync.Engine.Evaluation;
using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine.Writing;

/// <summary>Finds out what a batch needs from the ledger before it can be decided. Levels come from memory where they are there.</summary>
/// <remarks>Owned by the writer's loop. Reservations and orders are read each time: a refusal that rests on one must be true.</remarks>
internal sealed class BatchKeys
{
    private readonly LevelCache _levels;
    private ICatalogView _catalog = null!;
    private readonly HashSet<Sku> _skus = [];
    private readonly HashSet<ReservationId> _reservations = [];
    private readonly HashSet<OrderKey> _orders = [];

    public BatchKeys(LevelCache levels) => _levels = levels;

    public LedgerKeys Keys { get; } = new();

    /// <param name="operations">The batch.</param>
    /// <param name="catalog">The catalogue that the batch is decided on.</param>
    /// <param name="isReload">Whether an earlier attempt failed: then also what is usually not there is looked for.</param>
    public void Collect(List<PendingOperation> operations, ICatalogView catalog, bool isReload)
    {
        _catalog = catalog;
        Clear();
        foreach (var pending in operations)
        {
            var operation = pending.Operation;
            foreach (ref readonly var line in operation.LineSpan)
            {
                Add(line.Sku);
            }

            if (operation.Kind == OperationKind.RecordOrder)
            {
                Add(operation.Order!);
            }
            else if (operation.Reservation is { } reservation && (isReload || operation.Kind != OperationKind.Reserve)
                && _reservations.Add(reservation))
            {
                Keys.Reservations.Add(reservation);
            }
        }
    }

    /// <summary>What the loaded holds and orders name that is not in memory yet.</summary>
    public void CollectFrom(LedgerState loaded)
    {
        Clear();
        foreach (var line in loaded.Reservations.SelectMany(reservation => reservation.Lines))
        {
            AddArticle(line.Sku);
        }

        foreach (var component in loaded.Orders.SelectMany(order => order.Lines).SelectMany(line => line.Components))
        {
            AddArticle(component.Sku);
        }
    }

    private void Clear()
    {
        Keys.Clear();
        _skus.Clear();
        _reservations.Clear();
        _orders.Clear();
    }

    private void Add(OrderSnapshot order)
    {
        foreach (var line in order.Lines)
        {
            Add(line.Sku);
        }

        if (_orders.Add(new OrderKey(order.Channel, order.OrderId)))
        {
            Keys.Orders.Add(new OrderKey(order.Channel, order.OrderId));
            Keys.Reservations.Add(order.Reservation);
        }
    }

    private void Add(Sku sku)
    {
        // Nearly every article is in memory; only what is not may be a kit.
        if (_levels.Find(sku) is not null)
        {
            return;
        }

        if (_catalog.FindItem(sku) is { IsKit: true })
        {
            foreach (var component in _catalog.Expand(sku))
            {
                AddArticle(component.Sku);
            }
        }
        else
        {
            AddArticle(sku);
        }
    }

    private void AddArticle(Sku sku)
    {
        if (_levels.Find(sku) is null && _skus.Add(sku))
        {
            Keys.Skus.Add(sku);
        }
    }
}
