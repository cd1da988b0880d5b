using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing;

/// <summary>What a rule may look at.</summary>
/// <param name="Books">The durable ledger.</param>
/// <param name="History">What was asked, told and committed.</param>
/// <param name="Recipes">What kits were made of.</param>
/// <param name="BackorderLimits">How far each SKU may be promised beyond its stock; SKUs without a limit are left out.</param>
internal sealed record Evidence(Books Books, History History, Recipes Recipes, IReadOnlyDictionary<Sku, long> BackorderLimits);
