using InventorySync.Channels;
using InventorySync.Demand;
using InventorySync.Stock;

namespace InventorySync.Buffers;

public sealed class CombinedBufferTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(100, 5, 7)]
    [InlineData(6, 2, 3)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 0, 0)]
    public void UnitsHeldBack_MaximumAndSum_AreTheMostAndTheSumUpToWhatThereIs(long units, long most, long sum)
    {
        IBufferPolicy[] policies = [new PercentBuffer(5), new FixedUnits(2)];
        Assert.Equal(most, new MaximumBuffer(policies).UnitsHeldBack(Context(units)));
        Assert.Equal(sum, new SumBuffer(policies).UnitsHeldBack(Context(units)));
    }

    [Fact]
    public void UnitsHeldBack_SumOfHugeParts_IsWhatThereIs() =>
        Assert.Equal(long.MaxValue, new SumBuffer(new FixedUnits(long.MaxValue), new FixedUnits(long.MaxValue)).UnitsHeldBack(Context(long.MaxValue)));

    [Fact]
    public void Describe_Sum_NamesItsParts() => Assert.Equal(
        "the sum of 5 (percent: 5 % of 100, a started unit counts whole), 2 (units: 2 units)",
        new SumBuffer(new PercentBuffer(5), new FixedUnits(2)).Describe(Context(100)));

    [Fact]
    public void New_NoPolicies_IsRefused()
    {
        Assert.Contains("is empty", Assert.Throws<ArgumentException>(() => new SumBuffer()).Message, StringComparison.Ordinal);
        Assert.Contains("Policy 1 of the list is null", Assert.Throws<ArgumentException>(() => new MaximumBuffer(new NoBuffer(), null!)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Velocity_UnitsSoldElsewhere_AreHeldBackAndReviewed()
    {
        var policy = new VelocityBuffer(TimeSpan.FromMinutes(30));
        var context = Context(100) with { Demand = new Sold(7) };
        Assert.Equal(7, policy.UnitsHeldBack(context));
        Assert.Equal("7 sold on other channels in the last 30 minutes", policy.Describe(context));
        Assert.Equal(Noon.AddMinutes(1), policy.ReviewAt(context));
        Assert.Equal(Noon.AddMinutes(1), new SumBuffer(new FixedUnits(1), policy).ReviewAt(context));
        Assert.Equal(0, policy.UnitsHeldBack(Context(100)));
        Assert.Null(policy.ReviewAt(Context(100)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(90)]
    [InlineData(90_000)]
    public void Velocity_NoWholeMinutesUpToADay_IsRefusedByName(int seconds) => Assert.Contains(
        "Window is", Assert.Throws<ArgumentOutOfRangeException>(() => new VelocityBuffer(TimeSpan.FromSeconds(seconds))).Message, StringComparison.Ordinal);

    private static BufferContext Context(long units) => new() { Sku = new Sku("CUP"), Channel = new ChannelId("shop"), Units = units, Now = Noon };

    private sealed class Sold(long units) : IDemand
    {
        public IReadOnlyList<ChannelDemand> Of(Sku sku, DateTimeOffset now) => [];

        public long UnitsSold(Sku sku, DateTimeOffset since, ChannelId? except) =>
            since == Noon.AddMinutes(-30) && except == new ChannelId("shop") ? units : throw new InvalidOperationException("Another time or channel was asked for.");
    }
}
