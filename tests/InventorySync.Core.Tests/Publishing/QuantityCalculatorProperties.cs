using FsCheck;
using FsCheck.Fluent;
using InventorySync.Buffers;
using InventorySync.Catalog;
using InventorySync.Channels;
using Property = InventorySync.Generators.Property;

namespace InventorySync.Publishing;

public sealed class QuantityCalculatorProperties
{
    private static readonly string[] Locations = ["main", "store-1", "store-2", "unknown"];
    private static readonly string[] Articles = ["CUP", "SAUCER"];
    private static readonly SalesWindow Event = new("event", new DateTime(2026, 11, 13), new DateTime(2026, 11, 17), "UTC");
    private static readonly SalesWindow Past = new("past", new DateTime(2025, 11, 13), new DateTime(2025, 11, 17), "UTC");

    [Fact]
    public void Published_AnyShop_IsFromZeroToTheCapAndNeverAboveThePool() => Property.Holds(Shops, shop =>
    {
        var made = shop.Make();
        var cap = Math.Min(made.Descriptor.QuantityMax, made.Options.QuantityCap ?? long.MaxValue);
        foreach (var sku in Skus)
        {
            Assert.InRange(made.Shows(sku), 0, Math.Min(cap, shop.Pool(sku)));
        }
    });

    [Fact]
    public void Published_NoRulesNoCap_IsThePool() => Property.Holds(Shops, shop =>
    {
        var made = (shop with { Rules = [], Cap = null, QuantityMax = long.MaxValue }).Make();
        Assert.All(Skus, sku => Assert.Equal(shop.Pool(sku), made.Shows(sku)));
    });

    [Fact]
    public void Explain_AnyShop_AddsUpToWhatIsPublished() => Property.Holds(Shops, shop =>
    {
        foreach (var sku in Skus)
        {
            var explanation = shop.Make().Explains(sku);
            Assert.Equal(shop.Make().Shows(sku), explanation.Published);
            Assert.Equal(explanation.Published, explanation.Terms.Sum(term => term.Units));
            Assert.All(explanation.Terms.Where(term => term.Name is "quota" or "buffer" or "cap"), term => Assert.True(term.Units <= 0));
        }
    });

    [Fact]
    public void Published_OneMoreRule_NeverRaisesIt() => Property.Holds(
        from shop in Shops from rule in Rule select (shop, rule),
        value => Assert.All(Skus, sku =>
            Assert.True((value.shop with { Rules = [.. value.shop.Rules, value.rule] }).Make().Shows(sku) <= value.shop.Make().Shows(sku))));

    [Fact]
    public void Published_StricterRule_NeverRaisesIt() => Property.Holds(
        from shop in Shops from rule in Rule from more in Gen.Choose(0, 20) select (shop, rule, more),
        value => Assert.All(Skus, sku =>
        {
            var mild = value.shop with { Rules = [.. value.shop.Rules, value.rule] };
            var strict = value.shop with { Rules = [.. value.shop.Rules, value.rule with { Amount = value.rule.Amount + value.more }] };
            Assert.True(strict.Make().Shows(sku) <= mild.Make().Shows(sku));
        }));

    [Fact]
    public void Published_SeveralRules_IsTheLeastThatAnyOfThemAloneGives() => Property.Holds(Shops, shop =>
    {
        foreach (var sku in Skus)
        {
            var alone = shop.Rules.Select(rule => (shop with { Rules = [rule] }).Make().Shows(sku));
            Assert.Equal(alone.Append((shop with { Rules = [] }).Make().Shows(sku)).Min(), shop.Make().Shows(sku));
        }
    });

    [Fact]
    public void Published_MoreStock_NeverLowersIt() => Property.Holds(
        from shop in Shops from level in Stock select (shop, level),
        value => Assert.All(Skus, sku =>
        {
            var levels = value.shop.Levels.Where(level => (level.Sku, level.Location) != (value.level.Sku, value.level.Location));
            var less = value.shop with { Levels = [.. levels, value.level] };
            var more = value.shop with { Levels = [.. levels, value.level with { OnHand = value.level.OnHand + 1 }] };
            if (sku == "SET" && more.Pool(sku) == less.Pool(sku))
            {
                // What one location alone can make may rise while the pool does not: a rule of that location holds it back.
                RuleOf[] rules = [.. value.shop.Rules.Where(rule => rule.Location is null)];
                (less, more) = (less with { Rules = rules }, more with { Rules = rules });
            }

            Assert.True(more.Make().Shows(sku) >= less.Make().Shows(sku));
        }));

    private static string[] Skus => [.. Articles, "SET"];

    private static Gen<StockLevel> Stock =>
        from sku in Gen.Elements(Articles)
        from location in Gen.Elements(Locations)
        from onHand in Gen.OneOf(Gen.Choose(-2, 5), Gen.Choose(0, 300))
        from reserved in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 8))
        select new StockLevel(sku, location, onHand, reserved);

    private static Gen<RuleOf> Rule =>
        from isPercent in Gen.Elements(true, false)
        from amount in Gen.OneOf(Gen.Elements(0, 1, 5, 100), Gen.Choose(0, 60))
        from sku in Gen.Elements(null, "CUP", "SET")
        from category in Gen.Elements(null, "glass")
        from channel in Gen.Elements(null, "shop", "other")
        from location in Gen.Elements(null, null, "store-1")
        from window in Gen.Elements(null, Event, Past)
        select new RuleOf(isPercent, amount, sku, category, channel, location, window);

    private static Gen<ShopOf> Shops =>
        from levels in Stock.ArrayOf()
        from rules in Rule.ArrayOf()
        from serving in Gen.SubListOf(Locations)
        from inactive in Gen.Elements(null, "store-1", "main")
        from cap in Gen.Elements<long?>(null, 0, 1, 40)
        from cups in Gen.Choose(1, 3)
        select new ShopOf(
            [.. levels.DistinctBy(level => (level.Sku, level.Location))], rules, [.. serving], inactive, cap, QuantityMax: 200, cups);

    private sealed record StockLevel(string Sku, string Location, long OnHand, long Reserved);

    private sealed record RuleOf(bool IsPercent, int Amount, string? Sku, string? Category, string? Channel, string? Location, SalesWindow? Window)
    {
        public void AddTo(BufferRulesBuilder buffers)
        {
            var rule = IsPercent ? buffers.Percent(Math.Min(Amount, 100)) : buffers.Units(Amount);
            _ = Sku is null ? rule : rule.ForSku(Sku);
            _ = Category is null ? rule : rule.ForCategory(Category);
            _ = Channel is null ? rule : rule.ForChannel(Channel);
            _ = Location is null ? rule : rule.AtLocation(Location);
            _ = Window is null ? rule : rule.OnlyDuring(Window);
        }
    }

    private sealed record ShopOf(
        StockLevel[] Levels, RuleOf[] Rules, string[] Serving, string? Inactive, long? Cap, long QuantityMax, long CupsInASet)
    {
        public Shop Make()
        {
            var shop = new Shop { Descriptor = new ChannelDescriptor { Kind = "test", QuantityMax = QuantityMax } }
                .Knows(Items.Kit("SET", ("CUP", CupsInASet), ("SAUCER", 1)) with { Category = "glass" })
                .ServedFrom(Serving)
                .HoldsBack(buffers => Array.ForEach(Rules, rule => rule.AddTo(buffers)));
            shop.Options.QuantityCap = Cap;
            shop.Locations.RemoveAll(location => location.Id.Value == Inactive);
            if (Inactive is not null)
            {
                shop.Locations.Add(Items.Location(Inactive, isActive: false));
            }

            Array.ForEach(Levels, level => shop.Has(level.Sku, level.Location, level.OnHand, level.Reserved));
            return shop;
        }

        /// <summary>What the definition of the pool says, in as few words as possible.</summary>
        public long Pool(string sku)
        {
            return sku == "SET" ? Math.Min(Available("CUP") / CupsInASet, Available("SAUCER")) : Available(sku);

            long Available(string article) => Math.Max(0, Levels
                .Where(level => level.Sku == article && level.Location != "unknown" && level.Location != Inactive)
                .Where(level => Serving.Length == 0 || Serving.Contains(level.Location))
                .Sum(level => level.OnHand - level.Reserved));
        }
    }
}
