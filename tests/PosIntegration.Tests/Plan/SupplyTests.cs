using InventorySync.Stock;
using PosIntegration.Plan;

namespace PosIntegration.Tests.Plan;

public sealed class SupplyTests
{
    private static readonly DateTimeOffset Start = new(2010, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 1, new long[] { 1 })]
    [InlineData(1, 4, new long[] { 1, 0, 0, 0 })]
    [InlineData(10, 1, new long[] { 9 })]
    [InlineData(10, 3, new long[] { 3, 3, 3 })]
    [InlineData(100, 4, new long[] { 23, 22, 23, 22 })]
    public void ReceivedUpTo_Demand_IsNineTenthsInEvenParts(long demand, int parts, long[] received)
    {
        var upTo = Enumerable.Range(0, parts).Select(part => Supply.ReceivedUpTo(demand, part, parts)).ToList();

        Assert.Equal(received, upTo.Select((sum, i) => i == 0 ? sum : sum - upTo[i - 1]));
    }

    [Fact]
    public void Deliveries_ThreeWeeks_ComeEverySevenDaysAtSix()
    {
        var deliveries = Supply.Deliveries([new(new Sku("X"), 100), new(new Sku("Y"), 1)], Start, 3).ToList();

        Assert.Equal([Start.AddDays(7).AddHours(6), Start.AddDays(14).AddHours(6)], deliveries.Select(d => d.At));
        Assert.All(deliveries, delivery => Assert.Equal("X", Assert.Single(delivery.Lines).Sku.Value));
    }

    [Fact]
    public void Deliveries_MoreArticlesThanOneOperationTakes_AreSplit()
    {
        var demand = Enumerable.Range(0, 1_500).Select(i => new KeyValuePair<Sku, long>(new Sku($"S{i}"), 100)).ToList();

        var deliveries = Supply.Deliveries(demand, Start, 2).ToList();

        Assert.Equal([1_000, 500], deliveries.Select(d => d.Lines.Count));
        Assert.Equal(2, deliveries.Select(d => d.Id).Distinct().Count());
    }
}
