using InventorySync.Catalog;
using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing;

/// <summary>
/// What kits were made of, in every state that the catalogue ever had: which of them an operation met is the product's
/// business, as long as all its lines met the same one.
/// </summary>
internal sealed class Recipes
{
    private readonly List<Dictionary<Sku, Dictionary<Sku, long>>> _states = [new()];

    public int StateCount => _states.Count;

    /// <summary>A kit was made or changed. Its components are articles with stock of their own.</summary>
    public void Add(CatalogItem kit) => _states.Add(new Dictionary<Sku, Dictionary<Sku, long>>(_states[^1])
    {
        [kit.Sku] = kit.Components.ToDictionary(component => component.Sku, component => component.Quantity),
    });

    /// <summary>What is asked for of each level, with the kits of one state taken apart.</summary>
    public Dictionary<(Sku Sku, LocationId? Location), long> Demand(IEnumerable<StockLine> lines, int state)
    {
        var demand = new Dictionary<(Sku, LocationId?), long>();
        foreach (var line in lines)
        {
            foreach (var (sku, units) in Of(line.Sku, state))
            {
                demand[(sku, line.Location)] = demand.GetValueOrDefault((sku, line.Location)) + (units * line.Quantity);
            }
        }

        return demand;
    }

    public IReadOnlyDictionary<Sku, long> Of(Sku sku, int state) =>
        _states[state].TryGetValue(sku, out var components) ? components : new Dictionary<Sku, long> { [sku] = 1 };

    /// <summary>What one unit is made of as things stand.</summary>
    public IReadOnlyDictionary<Sku, long> Of(Sku sku) => Of(sku, _states.Count - 1);
}
