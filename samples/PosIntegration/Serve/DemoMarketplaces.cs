using InventorySync.Testing.Marketplaces;

namespace PosIntegration.Serve;

/// <summary>The marketplaces of the demo shop, by name.</summary>
internal sealed class DemoMarketplaces
{
    private readonly IReadOnlyDictionary<string, SimulatedMarketplace> _marketplaces;

    public DemoMarketplaces(IEnumerable<SimulatedMarketplace> marketplaces) =>
        _marketplaces = marketplaces.ToDictionary(marketplace => marketplace.Options.Name);

    public IEnumerable<string> Names => _marketplaces.Keys;

    public SimulatedMarketplace? Find(string name) => _marketplaces.GetValueOrDefault(name);

    /// <summary>What to answer where there is none of that name.</summary>
    public IResult Unknown(string name) => Problems.NotFound($"There is no marketplace '{name}'; there are: {string.Join(", ", Names)}.");
}
