using InventorySync.Simulation.Worlds;
using InventorySync.Stock;

namespace InventorySync.Simulation.Workload;

/// <summary>The people at the shelves: they receive, take back, count, correct and write off.</summary>
internal sealed class Warehouse : IActor
{
    private readonly Callers _callers;
    private readonly Shelf _shelf;
    private readonly Chance _chance;

    public Warehouse(World world, Callers callers, Shelf shelf)
    {
        _callers = callers;
        _shelf = shelf;
        _chance = world.Chance.Branch();
    }

    public double Weight => 4;

    public void Act()
    {
        var id = _callers.NextId("warehouse");
        _callers.Ask(_chance.PickWeighted([4, 1, 1, 1, 1]) switch
        {
            0 => StockOperation.Receive(id, Lines(_shelf.Few)),
            1 => StockOperation.Return(id, Lines(_shelf.Few)),
            2 => StockOperation.Adjust(id, "found or lost", Lines(() => _chance.Happens(0.5) ? _shelf.Few() : -_shelf.Few())),
            3 => StockOperation.Damage(id, "broken", Lines(_shelf.Few)),
            _ => Count(id),
        });
    }

    private StockLine[] Lines(Func<long> units)
    {
        var count = _chance.Happens(0.8) ? 1 : _chance.Between(2, 3);
        return [.. Enumerable.Range(0, count).Select(_ => new StockLine(_shelf.AnyArticle(), units(), _shelf.AnyLocation()))];
    }

    /// <summary>One line a level, with what is there, give or take a unit.</summary>
    private StockOperation Count(OperationId id)
    {
        var sku = _shelf.AnyArticle();
        var location = _shelf.AnyLocation();
        var counted = Math.Max(0, _shelf.LevelOf(sku, location).OnHand + _chance.Between(-1, 1));
        return StockOperation.Count(id, new StockLine(sku, counted, location));
    }
}
