using InventorySync.Simulation.Worlds;
using InventorySync.Stock;

namespace InventorySync.Simulation.Workload;

/// <summary>Tills and the own shop's checkout: they ask before they sell, at rush hour many at once.</summary>
internal sealed class Tills : IActor
{
    private readonly Callers _callers;
    private readonly Shelf _shelf;
    private readonly Chance _chance;

    public Tills(World world, Callers callers, Shelf shelf)
    {
        _callers = callers;
        _shelf = shelf;
        _chance = world.Chance.Branch();
    }

    public double Weight => 10;

    public void Act()
    {
        var customers = _chance.Happens(0.85) ? 1 : _chance.Between(2, 15);
        for (var i = 0; i < customers; i++)
        {
            _callers.Ask(StockOperation.Sell(_callers.NextId("till"), _shelf.Basket()));
        }
    }
}
