using InventorySync.Channels;

namespace InventorySync.Buffers.Latency;

public sealed class LatencyAwareBufferTests
{
    private static readonly ChannelDescriptor Overwrites = new() { Kind = "test" };

    [Theory]
    [InlineData(100, 0.01, new long[] { 1, 3, 2, 1 })]
    [InlineData(1_000, 0.1, new long[] { 2, 8, 4, 2 })]
    [InlineData(1_000, 0.01, new long[] { 4, 18, 11, 4 })]
    public void UnitsHeldBack_ReferenceChannels_AreTheReferencesUnits(double ordersPerDay, double epsilon, long[] units)
    {
        var protocol = new Protocol(ordersPerDay);
        var policy = new LatencyAwareBuffer(new LatencyAwareOptions { Epsilon = epsilon });
        Assert.Equal(units, Enumerable.Range(0, 4).Select(channel => policy.UnitsHeldBack(protocol.Context(channel))));
    }

    [Fact]
    public void Exposure_ReferenceChannels_HasTheReferencesMoments()
    {
        var protocol = new Protocol(100);
        var moments = Protocol.Channels.Select((channel, i) => Exposure.Of(
            channel, Exposure.CountsOwnSales(Overwrites), protocol.Of(default(Stock.Sku), default), protocol.Delays[i].Push, protocol, default)).ToArray();
        Assert.Equal([0.0534, 0.3098, 0.1406, 0.0508], moments.Select(exposure => Math.Round(exposure.Mean, 4)));
        Assert.Equal([0.0729, 0.5225, 0.2229, 0.0694], moments.Select(exposure => Math.Round(exposure.Variance, 4)));
    }

    [Fact]
    public void UnitsHeldBack_ChannelThatAsksBeforeItSells_IsZero()
    {
        var protocol = new Protocol(1_000);
        var policy = new LatencyAwareBuffer(new LatencyAwareOptions { UnitsMin = 3 });
        Assert.Equal(0, policy.UnitsHeldBack(protocol.Context(1, descriptor: Overwrites with { CompareAndSet = true })));
        Assert.Equal(0, policy.UnitsHeldBack(protocol.Context(1, descriptor: Overwrites with { ReservesAtCheckout = true })));
        Assert.Contains("reserves at checkout", policy.Describe(protocol.Context(1, descriptor: Overwrites with { ReservesAtCheckout = true })), StringComparison.Ordinal);
    }

    [Fact]
    public void UnitsHeldBack_ChannelToldDifferences_NeedNotCoverItsOwnSales()
    {
        var protocol = new Protocol(1_000);
        var policy = new LatencyAwareBuffer();
        var delta = policy.UnitsHeldBack(protocol.Context(1, descriptor: Overwrites with { WriteMode = WriteMode.Delta }));
        Assert.InRange(delta, 1, policy.UnitsHeldBack(protocol.Context(1, descriptor: Overwrites)) - 1);
        Assert.Equal(delta, policy.UnitsHeldBack(protocol.Context(1, descriptor: Overwrites with { SubtractsOwnOpenOrders = true })));
    }

    [Fact]
    public void UnitsHeldBack_UnansweredPush_RaisesThemAtOnceAndThenShowsNothing()
    {
        var protocol = new Protocol(1_000);
        var policy = new LatencyAwareBuffer(new LatencyAwareOptions { UnitsMax = 30 });
        var calm = policy.UnitsHeldBack(protocol.Context(1, units: 500));
        protocol.Delays[1] = protocol.Delays[1] with { UnansweredFor = TimeSpan.FromMinutes(20) };
        Assert.InRange(policy.UnitsHeldBack(protocol.Context(1, units: 500)), calm + 1, 30);
        protocol.Delays[1] = protocol.Delays[1] with { UnansweredFor = TimeSpan.FromMinutes(100) };
        Assert.Equal(30, policy.UnitsHeldBack(protocol.Context(1, units: 500)));
        protocol.Delays[1] = protocol.Delays[1] with { UnansweredFor = TimeSpan.FromMinutes(101) };
        Assert.Equal(500, policy.UnitsHeldBack(protocol.Context(1, units: 500)));
        Assert.Contains("has not answered for 101 min", policy.Describe(protocol.Context(1, units: 500)), StringComparison.Ordinal);
    }

    // A channel that is usually quick is not given up after one slow call.
    [Theory]
    [InlineData(0.5, 29, false)]
    [InlineData(0.5, 31, true)]
    [InlineData(20, 99, false)]
    [InlineData(20, 101, true)]
    public void IsOutage_Silence_IsFiveTimesThePercentileAndHalfAMinute(double p99, double silentSeconds, bool isOutage) => Assert.Equal(isOutage, new ChannelDelays
    {
        Ingest = DelayDistribution.None,
        Push = DelayDistribution.Lognormal(TimeSpan.FromSeconds(p99 / 4), TimeSpan.FromSeconds(p99)),
        UnansweredFor = TimeSpan.FromSeconds(silentSeconds),
    }.IsOutage);

    [Fact]
    public void UnitsHeldBack_AnotherChannelSilent_CoversWhatItMayHaveSold()
    {
        var protocol = new Protocol(1_000);
        var policy = new LatencyAwareBuffer();
        var calm = policy.UnitsHeldBack(protocol.Context(0));
        protocol.Delays[1] = protocol.Delays[1] with { UnansweredFor = TimeSpan.FromHours(1) };
        Assert.True(policy.UnitsHeldBack(protocol.Context(0)) > calm + 10);
    }

    [Fact]
    public void UnitsHeldBack_FloorAndCap_BoundThem()
    {
        var protocol = new Protocol(1_000);
        Assert.Equal(25, new LatencyAwareBuffer(new LatencyAwareOptions { UnitsMin = 25 }).UnitsHeldBack(protocol.Context(1)));
        Assert.Equal(6, new LatencyAwareBuffer(new LatencyAwareOptions { UnitsMax = 6 }).UnitsHeldBack(protocol.Context(1)));
        Assert.Equal(2, new LatencyAwareBuffer(new LatencyAwareOptions { UnitsMin = 2 }).UnitsHeldBack(new BufferContext
        {
            Sku = new Stock.Sku("CUP"),
            Channel = Protocol.Channels[0],
            Units = 9,
            Now = Protocol.Noon,
        }));
    }

    [Fact]
    public void Epsilon_AsMoney_IsMarginTimesChanceUnsoldOverCost()
    {
        var cost = new OversellCost { OversoldOrder = 400, Margin = 40, UnsoldChance = 0.1 };
        Assert.Equal(0.01, cost.Epsilon, 1e-12);
        var protocol = new Protocol(1_000);
        Assert.Equal(18, new LatencyAwareBuffer(new LatencyAwareOptions { Epsilon = 0.5, Cost = cost }).UnitsHeldBack(protocol.Context(1)));
    }

    [Fact]
    public void Describe_Measured_ShowsRateDelayEpsilonAndResult()
    {
        var text = new LatencyAwareBuffer().Describe(new Protocol(1_000).Context(1));
        Assert.Equal("1150 units a day, push p99 20 min: 3.098 ± 3.955 units unheard of, ε 0.01: 18", text);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void New_EpsilonOutsideZeroToOne_IsRefusedByName(double epsilon) => Assert.Contains(
        "Epsilon is", Assert.Throws<ArgumentException>(() => new LatencyAwareBuffer(new LatencyAwareOptions { Epsilon = epsilon })).Message, StringComparison.Ordinal);

    [Fact]
    public void New_BadBoundsOrAmounts_AreRefusedByName()
    {
        Assert.StartsWith("UnitsMin is -1", Refusal(new LatencyAwareOptions { UnitsMin = -1 }), StringComparison.Ordinal);
        Assert.StartsWith("UnitsMax is 2, below the floor UnitsMin, which is 3", Refusal(new LatencyAwareOptions { UnitsMin = 3, UnitsMax = 2 }), StringComparison.Ordinal);
        Assert.StartsWith("Cost:OversoldOrder is 0", Refusal(new LatencyAwareOptions { Cost = new OversellCost { OversoldOrder = 0, Margin = 1 } }), StringComparison.Ordinal);
        Assert.StartsWith("Cost:Margin is -1", Refusal(new LatencyAwareOptions { Cost = new OversellCost { OversoldOrder = 1, Margin = -1 } }), StringComparison.Ordinal);
        Assert.StartsWith("Cost:UnsoldChance is 2", Refusal(new LatencyAwareOptions { Cost = new OversellCost { OversoldOrder = 9, Margin = 1, UnsoldChance = 2 } }), StringComparison.Ordinal);
        Assert.Contains("overselling would always pay", Refusal(new LatencyAwareOptions { Cost = new OversellCost { OversoldOrder = 1, Margin = 1 } }), StringComparison.Ordinal);
    }

    [Fact]
    public void ReviewAt_UnitsOfDemand_IsSoonAndOtherwiseNever()
    {
        var policy = new LatencyAwareBuffer();
        Assert.Equal(Protocol.Noon.AddMinutes(5), policy.ReviewAt(new Protocol(1_000).Context(1)));
        Assert.Null(policy.ReviewAt(new Protocol(0.01).Context(1)));
    }

    private static string Refusal(LatencyAwareOptions options) => Assert.Throws<ArgumentException>(() => new LatencyAwareBuffer(options)).Message;
}
