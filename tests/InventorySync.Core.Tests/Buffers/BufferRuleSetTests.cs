using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Buffers;

public sealed class BufferRuleSetTests
{
    private static readonly SalesWindow First = new("first", new DateTime(2026, 11, 13), new DateTime(2026, 11, 17), "UTC");
    private static readonly SalesWindow Second = new("second", new DateTime(2026, 11, 16), new DateTime(2026, 11, 20), "UTC");

    [Theory]
    [InlineData("2026-11-01", "2026-11-13")]
    [InlineData("2026-11-13", "2026-11-16")]
    [InlineData("2026-11-16", "2026-11-17")]
    [InlineData("2026-11-18", "2026-11-20")]
    [InlineData("2026-11-20", null)]
    public void NextChange_OverlappingWindows_IsTheNearestBoundaryAfter(string after, string? next)
    {
        var rules = new BufferRuleSet([Rule(First, null), Rule(Second, "shop"), Rule(null, null)]);

        Assert.Equal(next is null ? null : Utc(next), rules.NextChange(new ChannelId("shop"), Utc(after)));
    }

    [Fact]
    public void NextChange_WindowOfAnotherChannel_DoesNotConcern()
    {
        var rules = new BufferRuleSet([Rule(First, "other")]);

        Assert.Null(rules.NextChange(new ChannelId("shop"), Utc("2026-11-01")));
    }

    [Fact]
    public void Of_Article_IsTheGeneralRulesAndItsOwn()
    {
        var rules = new BufferRuleSet([Rule(First, null) with { Sku = new Sku("CUP") }, Rule(Second, null), Rule(null, null) with { Sku = new Sku("JUG") }]);

        var ofCup = rules.Of(new Sku("CUP"));

        Assert.Equal([Second, First], Enumerable.Range(0, ofCup.Count).Select(index => ofCup[index].Window));
        Assert.Equal(1, rules.Of(new Sku("PLATE")).Count);
    }

    private static BufferRule Rule(SalesWindow? window, string? channel) => new()
    {
        Name = "rule",
        Policy = new FixedUnits(1),
        Window = window,
        Channel = channel is null ? null : new ChannelId(channel),
    };

    private static DateTimeOffset Utc(string date) => DateTimeOffset.Parse(date + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
