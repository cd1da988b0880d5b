using InventorySync.Catalog;
using InventorySync.Simulation.Marketplaces;
using InventorySync.Stock;

namespace InventorySync.Simulation.Worlds;

/// <summary>
/// What a seed's world is like. Each seed draws its own mix: a world in which everything goes wrong at once hides the faults
/// that only show where something else goes right.
/// </summary>
internal sealed record WorldPlan
{
    /// <summary>How long the world is stirred before it is left to settle.</summary>
    public required TimeSpan StirringTime { get; init; }

    /// <summary>The mean time between two deeds.</summary>
    public required TimeSpan Pace { get; init; }

    public required IReadOnlyList<Location> Locations { get; init; }

    /// <summary>Articles with stock of their own, the hottest first.</summary>
    public required IReadOnlyList<Sku> Articles { get; init; }

    /// <summary>Items of all articles and kits.</summary>
    public required IReadOnlyList<CatalogItem> Items { get; init; }

    /// <summary>Units of each article at each location when the doors open, at most.</summary>
    public required int OpeningStockMax { get; init; }

    /// <summary>Processes on the one store.</summary>
    public required int ProcessCount { get; init; }

    /// <summary>Whether every process can run the channels and one at a time does; otherwise the first runs them.</summary>
    public required bool SharesChannels { get; init; }

    /// <summary>The mean time from one crash to the next; null: nothing crashes.</summary>
    public required TimeSpan? CrashInterval { get; init; }

    public required double StoreFailsBefore { get; init; }

    public required double StoreFailsAfter { get; init; }

    public required TimeSpan StoreLatencyMax { get; init; }

    /// <summary>Whether the engine's memory is so small that it has to ask the store again for nearly everything.</summary>
    public required bool ForgetfulEngine { get; init; }

    /// <summary>Whether one kit is composed anew from time to time.</summary>
    public required bool KitsChange { get; init; }

    public required bool HasOfflineTill { get; init; }

    /// <summary>The marketplaces on which every article and kit is sold.</summary>
    public required IReadOnlyList<MarketPlan> Markets { get; init; }

    public IEnumerable<Sku> Kits => Items.Where(item => item.IsKit).Select(item => item.Sku);

    public static WorldPlan Draw(Chance chance)
    {
        var articles = Enumerable.Range(1, chance.Between(1, 6)).Select(number => new Sku($"article-{number}")).ToArray();
        var plan = new WorldPlan
        {
            SharesChannels = false,
            StirringTime = TimeSpan.FromMinutes(chance.Between(3, 10)),
            Pace = TimeSpan.FromMilliseconds(chance.Pick([200, 600, 2_000])),
            Locations = DrawLocations(chance),
            Articles = articles,
            Items = DrawItems(chance, articles),
            OpeningStockMax = chance.Pick([3, 20, 200]),
            ProcessCount = chance.Happens(0.3) ? 2 : 1,
            CrashInterval = chance.Happens(0.5) ? TimeSpan.FromSeconds(chance.Pick([20, 60, 180])) : null,
            StoreFailsBefore = chance.Happens(0.4) ? chance.Between(0.0, 0.05) : 0,
            StoreFailsAfter = chance.Happens(0.4) ? chance.Between(0.0, 0.05) : 0,
            StoreLatencyMax = TimeSpan.FromMilliseconds(chance.Pick([2, 20, 60])),
            ForgetfulEngine = chance.Happens(0.3),
            KitsChange = chance.Happens(0.3),
            HasOfflineTill = chance.Happens(0.3),
            Markets = [.. Enumerable.Range(1, chance.PickWeighted([2, 3, 3, 2])).Select(number => MarketPlan.Draw(chance.Branch(), $"market-{number}"))],
        };
        return plan.ProcessCount > 1 && chance.Happens(0.6) ? plan with { SharesChannels = true, ProcessCount = chance.Between(2, 3) } : plan;
    }

    private static Location[] DrawLocations(Chance chance) =>
    [
        .. Enumerable.Range(1, chance.Between(1, 3)).Select(number => new Location { Id = new LocationId($"store-{number}"), Priority = chance.Between(0, 1) }),
    ];

    private static CatalogItem[] DrawItems(Chance chance, Sku[] articles)
    {
        var items = new List<CatalogItem>();
        foreach (var article in articles)
        {
            items.Add(new CatalogItem { Sku = article, BackorderLimit = chance.Happens(0.15) ? chance.Between(1, 5) : 0 });
        }

        for (var number = 1; number <= 2 && chance.Happens(0.5); number++)
        {
            items.Add(new CatalogItem { Sku = new Sku($"kit-{number}"), Components = DrawComponents(chance, articles) });
        }

        return [.. items];
    }

    /// <summary>One or two of the articles, a few units of each.</summary>
    public static KitComponent[] DrawComponents(Chance chance, IReadOnlyList<Sku> articles)
    {
        var first = chance.Pick(articles);
        var second = chance.Pick(articles);
        return first == second
            ? [new KitComponent(first, chance.Between(1, 3))]
            : [new KitComponent(first, chance.Between(1, 3)), new KitComponent(second, chance.Between(1, 2))];
    }
}
