using InventorySync.Allocation;
using InventorySync.Buffers;
using InventorySync.Catalog;
using InventorySync.Channels;

namespace InventorySync.Publishing;

public sealed class QuantityCalculatorTests
{
    private static readonly SalesWindow Event = new("event", new DateTime(2026, 11, 13), new DateTime(2026, 11, 17), "UTC");
    private static readonly SalesWindow LastYear = new("last year", new DateTime(2025, 11, 13), new DateTime(2025, 11, 17), "UTC");

    [Fact]
    public void Published_NoRules_IsWhatIsAvailableEverywhere() =>
        Assert.Equal(9, new Shop().Has("CUP", "main", 10, reserved: 3).Has("CUP", "store-1", 2).Shows("CUP"));

    [Fact]
    public void Published_LocationInTheRed_LowersTheOthers() =>
        Assert.Equal(7, new Shop().Has("CUP", "main", 10).Has("CUP", "store-1", 0, reserved: 3).Shows("CUP"));

    [Fact]
    public void Published_MorePromisedThanThere_IsZero() =>
        Assert.Equal(0, new Shop().Has("CUP", "main", 2).Has("CUP", "store-1", 0, reserved: 3).Shows("CUP"));

    [Fact]
    public void Published_ArticleWithoutStock_IsZero() => Assert.Equal(0, new Shop().Shows("CUP"));

    [Fact]
    public void Published_LocationsThatDoNotServeOrAreNotActiveOrUnknown_DoNotCount()
    {
        var shop = new Shop().ServedFrom("main", "store-2", "nowhere")
            .Has("CUP", "main", 1).Has("CUP", "store-1", 10).Has("CUP", "store-2", 100).Has("CUP", "nowhere", 1000);
        shop.Locations[2] = Items.Location("store-2", isActive: false);

        Assert.Equal(1, shop.Shows("CUP"));
    }

    [Fact]
    public void Published_Kit_IsAsManyAsItsScarcestComponentAllows() => Assert.Equal(
        3,
        new Shop().Knows(Items.Kit("SET", ("CUP", 2), ("SAUCER", 1)))
            .Has("CUP", "main", 4).Has("CUP", "store-1", 3).Has("SAUCER", "main", 9)
            .Shows("SET"));

    [Fact]
    public void Published_KitWithAComponentThatIsNowhere_IsZero() => Assert.Equal(
        0, new Shop().Knows(Items.Kit("SET", ("CUP", 2), ("SAUCER", 1))).Has("CUP", "main", 4).Shows("SET"));

    [Fact]
    public void Published_NestedKit_CountsItsArticles() => Assert.Equal(
        2, new Shop().Knows(Items.Kit("INNER", ("CUP", 3)), Items.Kit("OUTER", ("INNER", 2), ("CUP", 1))).Has("CUP", "main", 20).Shows("OUTER"));

    [Fact]
    public void Published_SeveralRules_TheOneThatHoldsBackMostCounts()
    {
        var shop = new Shop().Has("CUP", "main", 40).HoldsBack(buffers =>
        {
            buffers.Percent(10);
            buffers.Units(3);
        });

        Assert.Equal(36, shop.Shows("CUP"));
    }

    [Fact]
    public void Published_MoreHeldBackThanThere_IsZero() =>
        Assert.Equal(0, new Shop().Has("CUP", "main", 4).HoldsBack(buffers => buffers.Units(9)).Shows("CUP"));

    [Fact]
    public void Published_RulesOfOtherScopes_DoNotMatch()
    {
        var shop = new Shop().Knows(Items.Plain("CUP") with { Category = "glass" }).ServedFrom("main").Has("CUP", "main", 10).Has("CUP", "store-1", 10)
            .HoldsBack(buffers =>
            {
                buffers.Units(1).ForSku("PLATE");
                buffers.Units(2).ForCategory("wood");
                buffers.Units(3).ForChannel("other");
                buffers.Units(4).AtLocation("store-1");
                buffers.Units(5).OnlyDuring(LastYear);
                buffers.Units(6).ForCategory("glass").ForChannel("other");
            });

        Assert.Equal(10, shop.Shows("CUP"));
    }

    [Fact]
    public void Published_RulesOfThisScope_MatchOneByOne()
    {
        foreach (var narrow in new Func<BufferRuleBuilder, BufferRuleBuilder>[]
        {
            rule => rule.ForSku("CUP"),
            rule => rule.ForCategory("glass"),
            rule => rule.ForChannel("shop"),
            rule => rule.AtLocation("main"),
            rule => rule.OnlyDuring(Event),
        })
        {
            var shop = new Shop().Knows(Items.Plain("CUP") with { Category = "glass" }).Has("CUP", "main", 10).HoldsBack(buffers => narrow(buffers.Units(4)));
            Assert.Equal(6, shop.Shows("CUP"));
        }
    }

    [Fact]
    public void Published_RuleOfALocation_ReckonsWithThatLocationAlone()
    {
        var half = new Shop().Has("CUP", "main", 100).Has("CUP", "store-1", 10).HoldsBack(buffers => buffers.Percent(50).AtLocation("store-1"));
        var moreThanThere = new Shop().Has("CUP", "main", 100).Has("CUP", "store-1", 10).HoldsBack(buffers => buffers.Units(30).AtLocation("store-1"));

        Assert.Equal(105, half.Shows("CUP"));
        Assert.Equal(100, moreThanThere.Shows("CUP"));
    }

    [Fact]
    public void Published_RuleOfALocationForAKit_ReckonsWithTheKitsThatCanBeMadeThere()
    {
        var shop = new Shop().Knows(Items.Kit("SET", ("CUP", 2), ("SAUCER", 1)))
            .Has("CUP", "main", 20).Has("SAUCER", "main", 20).Has("CUP", "store-1", 8).Has("SAUCER", "store-1", 3)
            .HoldsBack(buffers => buffers.Percent(100).AtLocation("store-1"));

        Assert.Equal(14 - 3, shop.Shows("SET"));
    }

    [Fact]
    public void Published_LocationRuleWhereAnotherLocationIsInTheRed_HoldsBackAtMostTheQuota()
    {
        var explanation = new Shop().Has("CUP", "main", 10).Has("CUP", "store-1", 0, reserved: 8)
            .HoldsBack(buffers => buffers.Units(9).AtLocation("main")).Explains("CUP");

        Assert.Equal(0, explanation.Published);
        Assert.Equal([("quota", 0L), ("buffer", -2), ("cap", 0)], explanation.Terms.TakeLast(3).Select(term => (term.Name, term.Units)));
    }

    [Theory]
    [InlineData("2026-11-12T23:59:59Z", 95)]
    [InlineData("2026-11-13T00:00:00Z", 85)]
    [InlineData("2026-11-16T23:59:59Z", 85)]
    [InlineData("2026-11-17T00:00:00Z", 95)]
    public void Published_RuleWithMoreDuringAWindow_ChangesAtItsBoundaries(string now, long published)
    {
        var shop = new Shop { Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal(published, shop.Has("CUP", "main", 100).HoldsBack(buffers => buffers.Percent(5).During(Event, percent: 15)).Shows("CUP"));
    }

    [Theory]
    [InlineData(null, 500)]
    [InlineData(600L, 500)]
    [InlineData(40L, 40)]
    [InlineData(0L, 0)]
    public void Published_Cap_IsTheSmallerOfTheChannelsAndTheOneSet(long? cap, long published)
    {
        var shop = new Shop { Descriptor = new ChannelDescriptor { Kind = "test", QuantityMax = 500 } }.Has("CUP", "main", 900);
        shop.Options.QuantityCap = cap;

        Assert.Equal(published, shop.Shows("CUP"));
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(-3, 0)]
    [InlineData(99, 10)]
    public void Published_StrategyOfOnesOwn_CanOnlyLower(long quota, long published) =>
        Assert.Equal(published, new Shop { Allocation = new Fixed(quota) }.Has("CUP", "main", 10).Shows("CUP"));

    [Fact]
    public void Published_PolicyThatAnswersBelowZero_HoldsNothingBack() =>
        Assert.Equal(10, new Shop().Has("CUP", "main", 10).HoldsBack(buffers => buffers.Use(new Negative())).Shows("CUP"));

    private sealed class Fixed(long quota) : IAllocationStrategy
    {
        public string Name => "fixed";

        public void Divide(in AllocationContext context, Span<long> quotas)
        {
            Assert.Equal(["other", "shop"], context.Channels.ToArray().Select(channel => channel.Channel.Value));
            quotas[1] = quota;
        }
    }

    private sealed class Negative : IBufferPolicy
    {
        public string Name => "negative";

        public long UnitsHeldBack(in BufferContext context) => -5;
    }
}
