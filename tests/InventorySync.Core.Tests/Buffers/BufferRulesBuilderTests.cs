using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Buffers;

public sealed class BufferRulesBuilderTests
{
    private static readonly SalesWindow BuenFin = new("Buen Fin", new DateTime(2026, 11, 13), new DateTime(2026, 11, 17), "America/Mexico_City");

    private readonly BufferRulesBuilder _buffers = new();

    [Fact]
    public void During_LargerShare_IsASecondRuleOfTheSameScope()
    {
        _buffers.Percent(5).During(BuenFin, percent: 15).ForChannel("meli-mx");

        var rules = _buffers.Build().ToArray();

        Assert.Equal([null, BuenFin], rules.Select(rule => rule.Window));
        Assert.Equal([5m, 15m], rules.Select(rule => ((PercentBuffer)rule.Policy).Percent));
        Assert.All(rules, rule => Assert.Equal(new ChannelId("meli-mx"), rule.Channel));
        Assert.All(rules, rule => Assert.Equal("percent", rule.Name));
    }

    [Fact]
    public void OnlyDuring_Window_IsOneRule()
    {
        _buffers.Units(3).OnlyDuring(BuenFin).Named("event");

        var rule = Assert.Single(_buffers.Build());

        Assert.Same(BuenFin, rule.Window);
        Assert.Equal("event", rule.Name);
    }

    [Fact]
    public void Scopes_AllOfThem_AreOnTheRule()
    {
        _buffers.Use(new NoBuffer()).ForSku("CUP").ForCategory("glass").ForChannel("shop").AtLocation("store-1");

        var rule = Assert.Single(_buffers.Build());

        Assert.Equal((new Sku("CUP"), "glass", new ChannelId("shop"), new LocationId("store-1")), (rule.Sku, rule.Category, rule.Channel, rule.Location));
    }

    [Fact]
    public void During_AnotherPolicyAndItsName_StandInTheExplanation()
    {
        _buffers.Percent(5).During(BuenFin, new FixedUnits(8));

        Assert.Equal(["percent", "units"], _buffers.Build().Select(rule => rule.Name));
    }

    [Fact]
    public void During_SmallerShareThanAlways_IsRefusedBecauseItWouldChangeNothing() => Assert.StartsWith(
        "Percent during 'Buen Fin' is 2, below the 5 that always count: the larger of all matching rules counts",
        Assert.Throws<ArgumentOutOfRangeException>(() => _buffers.Percent(5).During(BuenFin, percent: 2)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void ForChannel_Twice_IsRefused() => Assert.Equal(
        "ForChannel(\"b\") follows ForChannel of 'a' on buffer rule 'units'; a rule takes one. Add a second rule for the other.",
        Assert.Throws<InvalidOperationException>(() => _buffers.Units(1).ForChannel("a").ForChannel("b")).Message);

    [Fact]
    public void Percent_Of120_IsRefused() => Assert.StartsWith(
        "Percent is 120; use a number from 0 to 100.",
        Assert.Throws<ArgumentOutOfRangeException>(() => _buffers.Percent(120)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void ForChannel_BadName_IsRefused() => Assert.StartsWith(
        "ChannelId 'Meli' has 'M' at position 0",
        Assert.Throws<ArgumentException>(() => _buffers.Units(1).ForChannel("Meli")).Message,
        StringComparison.Ordinal);
}
