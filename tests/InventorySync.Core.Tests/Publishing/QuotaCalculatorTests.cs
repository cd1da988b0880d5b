using FsCheck;
using FsCheck.Fluent;
using InventorySync.Allocation;
using InventorySync.Allocation.Sales;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Stock;
using Property = InventorySync.Generators.Property;

namespace InventorySync.Publishing;

public sealed class QuotaCalculatorTests
{
    private static readonly string[] Ids = ["a", "b", "c"];
    private static readonly string[] Places = ["main", "store-1", "store-2"];

    [Fact]
    public void Quota_ChannelsServedByTheSameLocations_DividesThePool() => Assert.Equal(
        [("a", 4L), ("b", 3), ("c", 3)], new Case(new VelocityAllocation()) { Levels = [("main", 6), ("store-1", 4)] }.Quotas());

    [Fact]
    public void Quota_ChannelThatDoesNotListTheArticle_LeavesItToTheOthers() => Assert.Equal(
        [("a", 5L), ("b", 5)], new Case(new VelocityAllocation()) { Levels = [("main", 10)], Listing = ["a", "b"] }.Quotas());

    [Fact]
    public void Quota_NotKnownWhoListsIt_LetsEveryChannelCompete() => Assert.Equal(
        [("a", 4L), ("b", 3), ("c", 3)], new Case(new VelocityAllocation()) { Levels = [("main", 10)], Listing = null }.Quotas());

    [Fact]
    public void Quota_ChannelWithLocationsOfItsOwn_HasThemToItselfAndGetsLessOfWhatIsShared() => Assert.Equal(
        [("a", 10L), ("b", 10), ("c", 10)],
        new Case(new VelocityAllocation()) { Levels = [("main", 22), ("store-1", 8)], Serving = { ["a"] = ["main", "store-1"], ["b"] = ["main"], ["c"] = ["main"] } }.Quotas());

    [Fact]
    public void Quota_FixedUnitsFromTwoPlaces_AreNotGivenTwice() => Assert.Equal(
        [("a", 5L), ("b", 5), ("c", 0)],
        new Case(new FixedAllocation(new Dictionary<ChannelId, long> { [new("a")] = 5, [new("b")] = 5 }))
        {
            Levels = [("main", 20), ("store-1", 3)],
            Serving = { ["a"] = ["main", "store-1"], ["b"] = ["main"] },
        }.Quotas());

    [Fact]
    public void Quota_LocationInTheRed_IsMissingToEveryChannelThatItServes() => Assert.Equal(
        [("a", 2L), ("b", 5), ("c", 5)],
        new Case(new VelocityAllocation()) { Levels = [("main", 15), ("store-1", -3)], Serving = { ["a"] = ["main", "store-1"], ["b"] = ["main"], ["c"] = ["main"] } }.Quotas());

    [Fact]
    public void Quota_BySales_GoesByTheArticlesOrOfAKitByItsComponents()
    {
        var sales = new Dictionary<(Sku, ChannelId), ArticleSales> { [(new("CUP"), new("a"))] = new(100, null), [(new("SAUCER"), new("b"))] = new(50, null) };
        var article = new Case(new ProportionalAllocation()) { Levels = [("main", 100)], Sales = new SalesFigures(sales, 28, Shop.Noon) };
        var kit = article with { Kit = Items.Kit("SET", ("CUP", 1), ("SAUCER", 1)), Levels = [("main", 30)] };

        Assert.Equal([("a", 100L), ("b", 0), ("c", 0)], article.Quotas());
        Assert.Equal([("a", 20L), ("b", 10), ("c", 0)], kit.Quotas());
        Assert.Equal("proportional: 100 of 100; 100 of 100 sold in 28 days", article.Reason("a"));
    }

    [Fact]
    public void Quota_StrategyThatPromisesTooMuchOrTooLittle_IsKeptWithinThePool()
    {
        Assert.Equal([("a", 10L), ("b", 10), ("c", 10)], new Case(new Wild(1000)) { Levels = [("main", 10)] }.Quotas());
        Assert.Equal([("a", 0L), ("b", 0), ("c", 0)], new Case(new Wild(-5)) { Levels = [("main", 10)] }.Quotas());
    }

    [Fact]
    public void Quotas_AnyServingAnyStock_AddUpToAtMostWhatThereIsForAnySetOfChannels() => Property.Holds(Cases, value =>
    {
        var quotas = value.Quotas().ToDictionary(quota => quota.Channel, quota => quota.Quota);
        foreach (var channels in Enumerable.Range(1, (1 << Ids.Length) - 1).Select(set => Ids.Where((_, i) => (set & (1 << i)) != 0 && quotas.ContainsKey(Ids[i])).ToArray()))
        {
            // What any of them can be served with: no set of channels is promised more than lies where it can be served from.
            var there = value.Levels
                .Where(level => channels.Any(channel => value.Serving.GetValueOrDefault(channel, []) is var serving && (serving.Length == 0 || serving.Contains(level.Place))))
                .Sum(level => Math.Max(0, level.Available));
            Assert.True(channels.Sum(channel => quotas[channel]) <= there, $"{string.Join(", ", channels)} may sell more than {there}.");
        }

        Assert.All(quotas.Keys, channel => Assert.InRange(quotas[channel], 0, value.Pool(channel)));
    });

    private static Gen<Case> Cases =>
        from strategy in Gen.Elements<IAllocationStrategy>(
            new VelocityAllocation(), new ProportionalAllocation(), new PriorityAllocation(minimum: 3),
            new FixedAllocation(new Dictionary<ChannelId, long> { [new("a")] = 7 }, others: 4))
        from available in Gen.OneOf(Gen.Choose(-5, 12), Gen.Choose(0, 200)).ArrayOf(Places.Length)
        from serving in Gen.SubListOf(Places).ArrayOf(Ids.Length)
        from listing in Gen.SubListOf(Ids)
        from ranks in Gen.Choose(0, 1).ArrayOf(Ids.Length)
        select new Case(strategy)
        {
            Levels = [.. Places.Zip(available, (place, units) => (place, (long)units))],
            Serving = Ids.Index().ToDictionary(id => id.Item, id => serving[id.Index].ToArray()),
            Listing = listing.Count == 0 ? Ids : [.. listing],
            Ranks = ranks,
        };

    private sealed class Wild(long quota) : IAllocationStrategy
    {
        public string Name => "wild";

        public void Divide(in AllocationContext context, Span<long> quotas) => quotas.Fill(quota);
    }

    private sealed record Case(IAllocationStrategy Strategy)
    {
        public (string Place, long Available)[] Levels { get; init; } = [];

        public Dictionary<string, string[]> Serving { get; init; } = [];

        public string[]? Listing { get; init; } = Ids;

        public int[] Ranks { get; init; } = [0, 0, 0];

        public SalesFigures Sales { get; init; } = SalesFigures.None;

        public CatalogItem? Kit { get; init; }

        public long Pool(string channel) => Math.Max(0, Levels
            .Where(level => Serving.GetValueOrDefault(channel, []) is var serving && (serving.Length == 0 || serving.Contains(level.Place)))
            .Sum(level => level.Available));

        public IEnumerable<(string Channel, long Quota)> Quotas() => (Listing ?? Ids).Select(channel => (channel, Ask(channel, terms: null)));

        public string Reason(string channel)
        {
            List<ExplanationTerm> terms = [];
            Ask(channel, terms);
            return Assert.Single(terms).Rule;
        }

        private long Ask(string channel, List<ExplanationTerm>? terms)
        {
            SalesChannel[] channels = [.. Ids.Select((id, i) =>
            {
                var options = new ChannelOptions { Priority = Ranks[i] };
                Array.ForEach(Serving.GetValueOrDefault(id, []), options.Locations.Add);
                return new SalesChannel(new ChannelId(id), new SilentAdapter(), options);
            })];
            var sku = Kit?.Sku ?? new Sku("CUP");
            var catalog = CatalogSnapshot.Empty.With(Places.Select(place => Items.Location(place))).With(Kit is null ? [] : [Kit]);
            Level[] levels = [.. (Kit is null ? [sku] : Kit.Components.Select(component => component.Sku))
                .SelectMany(article => Levels.Select(level => new Level(article, new LocationId(level.Place), Math.Max(0, level.Available), Math.Max(0, -level.Available), 1)))
                .OrderBy(level => level.Key)];
            var listed = Listing?.Select(id => new ListingKey(new ChannelId(id), sku)).ToHashSet();
            var context = new PublishingContext(sku, channels.Single(one => one.Id.Value == channel), catalog, new StockView(levels), Shop.Noon)
            {
                Allocation = new AllocationView(listed, Sales),
            };
            return new QuotaCalculator(new AllocationRuleSet(Strategy), new ChannelRegistry(channels)).Quota(context, null, Pool(channel), terms);
        }
    }
}
