using InventorySync.Simulation.Marketplaces;
using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing;

/// <summary>What a rule may look at.</summary>
internal sealed record Evidence
{
    /// <summary>The durable ledger.</summary>
    public required Books Books { get; init; }

    /// <summary>What was asked, told and committed.</summary>
    public required History History { get; init; }

    /// <summary>What kits were made of.</summary>
    public required Recipes Recipes { get; init; }

    /// <summary>How far each SKU may be promised beyond its stock; SKUs without a limit are left out.</summary>
    public required IReadOnlyDictionary<Sku, long> BackorderLimits { get; init; }

    /// <summary>The marketplaces, with their own histories and with what they were told.</summary>
    public required IReadOnlyList<Market> Markets { get; init; }
}
