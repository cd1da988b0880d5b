using InventorySync.Channels;
using static InventorySync.Allocation.Divided;

namespace InventorySync.Allocation;

public sealed class AllocationStrategyTests
{
    private static readonly AllocationChannel[] Ranked = [Channel(Till, priority: 1), Channel(Meli, priority: 2), Channel(Shop, priority: 2)];

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(6, 6, 0, 0)]
    [InlineData(16, 10, 2, 4)]
    [InlineData(40, 10, 10, 20)]
    [InlineData(90, 10, 10, 20)]
    public void Fixed_PoolOfAnySize_ServesByPriorityAndKeepsTheRestBack(long pool, long till, long meli, long shop) => Assert.Equal(
        [till, meli, shop], By(new FixedAllocation(new Dictionary<ChannelId, long> { [Shop] = 20 }, others: 10), pool, Ranked));

    [Fact]
    public void Fixed_UnitsFromOtherLocations_CountTowardsItsOwn() => Assert.Equal(
        [3, 10], By(new FixedAllocation(new Dictionary<ChannelId, long>(), others: 10), 90, Channel(Meli, granted: 7), Channel(Shop)));

    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(10, 6, 3, 1)]
    [InlineData(100, 60, 30, 10)]
    [InlineData(101, 61, 30, 10)]
    public void Proportional_GivenSharesOfAHundred_DividesThePool(long pool, long till, long meli, long shop) => Assert.Equal(
        [till, meli, shop], By(Shares(60, 30, 10), pool, Ranked));

    [Fact]
    public void Proportional_SharesBelowAHundred_KeepTheRestBack() => Assert.Equal([50, 20, 10], By(Shares(50, 20, 10), 100, Ranked));

    [Fact]
    public void Proportional_ChannelThatDoesNotCompete_LeavesItsShareToTheOthers()
    {
        Assert.Equal([75, 25], By(Shares(60, 20, 20), 100, Channel(Till), Channel(Shop)));
        Assert.Equal([60, 20], By(Shares(60, 0, 20), 100, Channel(Till), Channel(Shop)));
        Assert.Equal([60, 20], By(Shares(48, 16, 16), 100, Channel(Till), Channel(Shop)));
        Assert.Equal([0], By(Shares(60, 40, 0), 100, Channel(Shop)));
    }

    [Fact]
    public void Proportional_BySales_GoesByThemAndLeavesALittleToWhoSoldNothing()
    {
        AllocationChannel[] channels = [Channel(Meli, sold: 60), Channel(Shop, sold: 40), Channel(Till)];

        Assert.Equal([596, 399, 5], By(new ProportionalAllocation(), 1000, channels));
        Assert.Equal([4, 3, 3], By(new ProportionalAllocation(), 10, Channel(Meli), Channel(Shop), Channel(Till)));
    }

    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(4, 2, 1, 1)]
    [InlineData(5, 2, 2, 1)]
    [InlineData(6, 2, 2, 2)]
    [InlineData(9, 5, 2, 2)]
    public void Priority_MinimumForEach_ComesBeforeTheRestWhichGoesToTheFirst(long pool, long till, long meli, long shop) => Assert.Equal(
        [till, meli, shop], By(new PriorityAllocation(minimum: 2), pool, Ranked));

    [Fact]
    public void Priority_Maximums_LetTheRestGoOnToTheNext()
    {
        var strategy = new PriorityAllocation(
            minimum: 1,
            new Dictionary<ChannelId, long> { [Shop] = 5 },
            new Dictionary<ChannelId, long> { [Till] = 10, [Meli] = 4 });

        Assert.Equal([10, 4, 26], By(strategy, 40, Ranked));
        Assert.Equal([10, 2, 5], By(strategy, 17, Ranked));
        Assert.Equal("priority 1, minimum 1, maximum 10", Reason(strategy, 0, Ranked));
        Assert.Equal("priority 2, minimum 5", Reason(strategy, 2, Ranked));
    }

    [Fact]
    public void Velocity_Sales_MakeQuotasLastEquallyLong()
    {
        AllocationChannel[] channels = [Channel(Meli, sold: 100), Channel(Shop, sold: 50), Channel(Till)];

        Assert.Equal([66, 33, 1], By(new VelocityAllocation(), 100, channels));
        Assert.Equal([1, 1, 1], By(new VelocityAllocation(), 3, channels));
        Assert.Equal([1, 1, 0], By(new VelocityAllocation(), 2, channels));
    }

    [Fact]
    public void Velocity_UnitsFromOtherLocations_CountTowardsItsSupply() => Assert.Equal(
        [0, 20], By(new VelocityAllocation(), 20, Channel(Meli, sold: 10, granted: 30), Channel(Shop, sold: 10)));

    [Fact]
    public void Describe_Strategies_SayWhatTheyGoBy()
    {
        AllocationChannel[] sold = [Channel(Meli, sold: 6), Channel(Shop, sold: 4)];

        Assert.Equal("6 of 10 sold in 28 days", Reason(new ProportionalAllocation(), 0, sold));
        Assert.Equal("a share of 12.5 %", Reason(Shares(0, 0, 12.5m), 1, sold));
        Assert.Equal("as long as the others' at 4 sold in 28 days", Reason(new VelocityAllocation(), 1, sold));
        Assert.Equal("3 are the channel's own (as for any that is not named)", Reason(new FixedAllocation(new Dictionary<ChannelId, long>(), 3), 0, sold));
        Assert.Equal("9 are the channel's own", Reason(new FixedAllocation(new Dictionary<ChannelId, long> { [Meli] = 9 }), 0, sold));
    }

    [Fact]
    public void Constructors_BadNumbers_AreNamedWithTheRemedy()
    {
        Refused("Share of 'meli' is 120; use a number from 0 to 100, with at most 6 decimals.", () => Shares(0, 120, 0));
        Refused("Share of 'meli' is 0.0000001; use a number from 0 to 100, with at most 6 decimals.", () => Shares(0, 0.0000001m, 0));
        Refused("Shares add up to 110 %; lower them to 100 % together, or less to keep the rest back.", () => Shares(50, 40, 20));
        Refused("Shares add up to nothing; give at least one channel a share.", () => Shares(0, 0, 0));
        Refused("Units of 'shop' is -1; use 0 or more units.", () => new FixedAllocation(new Dictionary<ChannelId, long> { [Shop] = -1 }));
        Refused("Units of the other channels is -1; use 0 or more units.", () => new FixedAllocation(new Dictionary<ChannelId, long>(), -1));
        Refused("Units names a channel without a value", () => new FixedAllocation(new Dictionary<ChannelId, long> { [default] = 1 }));
        Refused("Minimum is -1; use 0 or more units.", () => new PriorityAllocation(minimum: -1));
        Refused(
            "Maximum of 'shop' is 2, below its minimum of 3; raise the one or lower the other.",
            () => new PriorityAllocation(minimum: 3, maximums: new Dictionary<ChannelId, long> { [Shop] = 2 }));

        static void Refused(string message, Func<object> make) =>
            Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
    }

    private static ProportionalAllocation Shares(decimal till, decimal meli, decimal shop) =>
        new(new Dictionary<ChannelId, decimal> { [Till] = till, [Meli] = meli, [Shop] = shop });
}
