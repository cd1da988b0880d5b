using FsCheck;
using FsCheck.Fluent;
using InventorySync.Channels;
using Property = InventorySync.Generators.Property;

namespace InventorySync.Allocation;

/// <summary>Laws of every strategy that gives each channel a part of its own.</summary>
public sealed class AllocationStrategyProperties
{
    private static readonly ChannelId[] Ids = [.. Enumerable.Range(0, 6).Select(i => new ChannelId($"channel-{i}"))];

    [Fact]
    public void Divide_AnyStrategy_QuotasAreNotNegativeAndTheirSumIsAtMostThePool() => Property.Holds(Cases, value =>
    {
        var quotas = Divided.By(value.Strategy, value.Pool, value.Channels);
        Assert.All(quotas, quota => Assert.True(quota >= 0));
        Assert.True(quotas.Sum() <= value.Pool, $"{value.Strategy.Name} gives {quotas.Sum()} of {value.Pool}.");
    });

    [Fact]
    public void Divide_OneUnitMoreInThePool_LowersNoQuotaAndRaisesAtMostOneByOne() => Property.Holds(Cases, value =>
    {
        var before = Divided.By(value.Strategy, value.Pool, value.Channels);
        var after = Divided.By(value.Strategy, value.Pool + 1, value.Channels);
        Assert.All(before.Zip(after), pair => Assert.True(pair.Second >= pair.First, $"{value.Strategy.Name} takes units away."));
        Assert.True(after.Sum() - before.Sum() <= 1);
    });

    [Fact]
    public void Divide_StrategiesThatKeepNothingBack_GiveOutEveryUnit() => Property.Holds(Cases, value =>
    {
        if (value.Strategy is VelocityAllocation || value.Strategy is ProportionalAllocation { UsesSales: true })
        {
            Assert.Equal(value.Pool, Divided.By(value.Strategy, value.Pool, value.Channels).Sum());
        }
    });

    [Fact]
    public void Divide_Twice_IsTheSame() => Property.Holds(
        Cases, value => Assert.Equal(Divided.By(value.Strategy, value.Pool, value.Channels), Divided.By(value.Strategy, value.Pool, value.Channels)));

    [Fact]
    public void Divide_ByDaysOfSupply_LastsAsLongAsWholeUnitsAllow() => Property.Holds(Channels, channels =>
    {
        var quotas = Divided.By(new VelocityAllocation(), 200, channels);

        // Nobody could hand a unit over to somebody whose supply would then still last less long.
        for (var from = 0; from < channels.Length; from++)
        {
            for (var to = 0; to < channels.Length && quotas[from] > 0; to++)
            {
                Assert.True(Days(channels[from], quotas[from] - 1) <= Days(channels[to], quotas[to]));
            }
        }

        static decimal Days(AllocationChannel channel, long quota) => (channel.Granted + quota) / (channel.UnitsSold + 0.5m);
    });

    private static Gen<AllocationChannel[]> Channels =>
        from count in Gen.Choose(1, Ids.Length)
        from ranks in Gen.Choose(0, 2).ArrayOf(count)
        from sold in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 500)).ArrayOf(count)
        from granted in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 9)).ArrayOf(count)
        select Enumerable.Range(0, count)
            .Select(i => Divided.Channel(Ids[i], ranks[i], sold[i], granted[i]))
            .OrderBy(channel => channel.Priority).ThenBy(channel => channel.Channel)
            .ToArray();

    private static Gen<Dictionary<ChannelId, long>> Units =>
        from named in Gen.SubListOf(Ids)
        from units in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 80)).ArrayOf(Ids.Length)
        select named.Index().ToDictionary(channel => channel.Item, channel => (long)units[channel.Index]);

    private static Gen<IAllocationStrategy> Strategies => Gen.OneOf(
        Gen.Constant<IAllocationStrategy>(new VelocityAllocation()),
        Gen.Constant<IAllocationStrategy>(new ProportionalAllocation()),
        from units in Units from others in Gen.Choose(0, 5) select (IAllocationStrategy)new FixedAllocation(units, others),
        from parts in Gen.Choose(0, 16_000_000).ArrayOf(Ids.Length)
        where parts.Any(part => part > 0)
        select (IAllocationStrategy)new ProportionalAllocation(Ids.Index().ToDictionary(id => id.Item, id => parts[id.Index] / 1_000_000m)),
        from minimum in Gen.Choose(0, 4)
        from minimums in Units
        from room in Units
        select (IAllocationStrategy)new PriorityAllocation(
            minimum, minimums, room.ToDictionary(entry => entry.Key, entry => entry.Value + minimums.GetValueOrDefault(entry.Key, minimum))));

    private static Gen<(IAllocationStrategy Strategy, long Pool, AllocationChannel[] Channels)> Cases =>
        from strategy in Strategies
        from pool in Gen.OneOf(Gen.Choose(0, 12), Gen.Choose(0, 400), Gen.Choose(0, 1_000_000_000))
        from channels in Channels
        select (strategy, (long)pool, channels);
}
