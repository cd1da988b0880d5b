using InventorySync.Simulation.Worlds;
using InventorySync.Stock;

namespace InventorySync.Simulation.Workload;

/// <summary>Draws what is asked for: mostly the hot articles, and mostly quantities at the edge of what is there.</summary>
internal sealed class Shelf
{
    private readonly World _world;
    private readonly Chance _chance;
    private readonly Sku[] _sellable;

    public Shelf(World world)
    {
        _world = world;
        _chance = world.Chance.Branch();
        _sellable = [.. world.Plan.Articles, .. world.Plan.Kits];
    }

    public LocationId AnyLocation() => _chance.Pick(_world.Plan.Locations).Id;

    public Sku AnyArticle() => _chance.PickSkewed(_world.Plan.Articles);

    /// <summary>Lines of a sale or a hold: one as a rule, sometimes several, some of them on the same level.</summary>
    public StockLine[] Basket()
    {
        var count = _chance.Happens(0.7) ? 1 : _chance.Between(2, 4);
        return [.. Enumerable.Range(0, count).Select(_ => Line(_chance.Happens(0.15) ? _chance.Pick(_sellable) : AnyArticle()))];
    }

    /// <summary>A small signed or unsigned number of units for a delivery, a correction or damage.</summary>
    public long Few() => _chance.Happens(0.8) ? _chance.Between(1, 3) : _chance.Between(4, 40);

    public Level LevelOf(Sku sku, LocationId location) => _world.Auditor.LevelOf(new LevelKey(sku, location));

    private StockLine Line(Sku sku)
    {
        var location = AnyLocation();
        var available = LevelOf(sku, location).Available;
        var edge = _chance.PickWeighted([6, 2, 1, 1, 1, 1]) switch
        {
            0 => 1,
            1 => _chance.Between(1, 3),
            2 => available,
            3 => available + 1,
            4 => available - 1,
            _ => (available + 1) / 2,
        };
        return new StockLine(sku, Math.Clamp(edge, 1, 1_000), _chance.Happens(0.5) ? location : null);
    }
}
