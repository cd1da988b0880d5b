using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Buffers;

public sealed class BufferPolicyTests
{
    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(5, 0, 0)]
    [InlineData(5, 1, 1)]
    [InlineData(5, 7, 1)]
    [InlineData(5, 20, 1)]
    [InlineData(5, 21, 2)]
    [InlineData(12.5, 8, 1)]
    [InlineData(12.5, 9, 2)]
    [InlineData(100, 7, 7)]
    [InlineData(100, long.MaxValue, long.MaxValue)]
    public void PercentBuffer_Units_AreRoundedUp(double percent, long units, long heldBack) =>
        Assert.Equal(heldBack, new PercentBuffer((decimal)percent).UnitsHeldBack(Context(units)));

    [Theory]
    [InlineData(120, "Percent is 120; use a number from 0 to 100.")]
    [InlineData(-0.5, "Percent is -0.5; use a number from 0 to 100.")]
    public void PercentBuffer_OutsideItsRange_IsRefused(double percent, string message) =>
        Assert.StartsWith(
            message, Assert.Throws<ArgumentOutOfRangeException>(() => new PercentBuffer((decimal)percent)).Message, StringComparison.Ordinal);

    [Fact]
    public void FixedUnits_AnyPool_IsTheNumber() => Assert.Equal(3, new FixedUnits(3).UnitsHeldBack(Context(1)));

    [Fact]
    public void FixedUnits_Negative_IsRefused() => Assert.StartsWith(
        "Units is -1; use 0 for none, or the units to hold back.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedUnits(-1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void SafetyStock_ArticlesOfTheirOwn_AndTheDefaultForOthers()
    {
        var policy = new SafetyStock(new Dictionary<Sku, long> { [new Sku("CUP")] = 4, [new Sku("JUG")] = 0 }, unitsDefault: 2);

        Assert.Equal(4, policy.UnitsHeldBack(Context(9, "CUP")));
        Assert.Equal(0, policy.UnitsHeldBack(Context(9, "JUG")));
        Assert.Equal(2, policy.UnitsHeldBack(Context(9, "PLATE")));
        Assert.Equal("safety stock of 4", policy.Describe(Context(9, "CUP")));
        Assert.Equal("safety stock of 2 (the default)", policy.Describe(Context(9, "PLATE")));
    }

    [Fact]
    public void SafetyStock_NegativeUnits_IsRefusedWithTheArticle()
    {
        var ofArticle = Assert.Throws<ArgumentException>(() => new SafetyStock(new Dictionary<Sku, long> { [new Sku("CUP")] = -4 }));
        var byDefault = Assert.Throws<ArgumentOutOfRangeException>(() => new SafetyStock(new Dictionary<Sku, long>(), -1));

        Assert.StartsWith("Safety stock of 'CUP' is -4; use 0 for none", ofArticle.Message, StringComparison.Ordinal);
        Assert.StartsWith("Safety stock by default is -1; use 0 for none", byDefault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_PolicyThatSaysNoMore_IsItsName() => Assert.Equal("none", ((IBufferPolicy)new NoBuffer()).Describe(Context(1)));

    private static BufferContext Context(long units, string sku = "CUP") =>
        new() { Sku = new Sku(sku), Channel = new ChannelId("shop"), Units = units, Now = DateTimeOffset.UnixEpoch };
}
