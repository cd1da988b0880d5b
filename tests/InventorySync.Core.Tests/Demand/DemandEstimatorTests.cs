namespace InventorySync.Demand;

public sealed class DemandEstimatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 14, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan HalfLifeMin = TimeSpan.FromMinutes(10);

    [Fact]
    public void At_NoOrder_IsZero() => Assert.Equal(0, default(DemandEstimator).At(Start).OrdersPerSecond);

    [Fact]
    public void At_FirstOrder_CountsAsOneADay()
    {
        var estimator = Of([Start]);
        Assert.Equal(1.0, PerDay(estimator, Start), 1e-9);
        Assert.True(PerDay(estimator, Start.AddDays(2)) < 0.6);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    public void At_SteadyOrders_IsTheirRate(double perDay)
    {
        var orders = Enumerable.Range(0, 200).Select(i => Start.AddDays(i / perDay)).ToArray();
        Assert.Equal(perDay, PerDay(Of(orders), orders[^1]), perDay * 0.1);
    }

    // 20 times as many orders all at once, as in a flash sale: seen within the first handful, not after hours.
    [Fact]
    public void At_Surge_IsSeenWithinEightOrders()
    {
        var calm = Enumerable.Range(0, 100).Select(i => Start.AddMinutes(14.4 * i)).ToArray();
        var surge = Enumerable.Range(1, 8).Select(i => calm[^1].AddMinutes(0.72 * i));
        var estimator = Of([.. calm, .. surge]);
        Assert.InRange(PerDay(estimator, estimator.LastOrderAt), 1_500, 2_500);
    }

    [Fact]
    public void At_AfterASurge_FallsBackByHalfEachHalfLife()
    {
        var estimator = Of([.. Enumerable.Range(0, 100).Select(i => Start.AddSeconds(30 * i))]);
        var (rate, halfLife) = (PerDay(estimator, estimator.LastOrderAt), estimator.HalfLife);
        Assert.Equal(HalfLifeMin, halfLife);
        Assert.InRange(PerDay(estimator, estimator.LastOrderAt + halfLife) / rate, 0.45, 0.55);
    }

    // Poisson orders at a constant rate: what looks like a surge by chance must be rare, and the rate right on average.
    [Fact]
    public void At_PoissonOrders_IsRightOnAverage()
    {
        var random = new Random(4);
        var (estimator, at) = (default(DemandEstimator), Start);
        List<double> rates = [];
        for (var i = 0; i < 20_000; i++)
        {
            at = at.AddDays(-Math.Log(1 - random.NextDouble()) / 100);
            estimator.Add(at, 1, HalfLifeMin);
            if (i > 100)
            {
                rates.Add(PerDay(estimator, at));
            }
        }

        // At the moments of orders the rate reads a little high, since one has just come.
        Assert.InRange(rates.Average(), 95, 125);
        Assert.InRange(rates.Count(rate => rate > 250) / (double)rates.Count, 0, 0.03);
    }

    [Fact]
    public void At_Sizes_AreTheirMeanAndMeanSquare()
    {
        var estimator = default(DemandEstimator);
        for (var i = 0; i < 300; i++)
        {
            estimator.Add(Start.AddMinutes(20 * i), i % 3 + 1, HalfLifeMin);
        }

        var (_, mean, square) = estimator.At(Start.AddMinutes(20 * 300));
        Assert.InRange(mean, 1.9, 2.1);
        Assert.InRange(square, 14 / 3.0 * 0.95, 14 / 3.0 * 1.05);
        Assert.True(square >= mean * mean);
    }

    // A till that was offline tells its sales late, all at once, with their own times: that is no surge.
    [Fact]
    public void Add_OrdersToldLate_CountByTheirAgeAndAreNoSurge()
    {
        var orders = Enumerable.Range(0, 100).Select(i => Start.AddMinutes(14.4 * i)).ToArray();
        var estimator = Of(orders);
        foreach (var late in orders.Reverse().Take(10))
        {
            estimator.Add(late.AddMinutes(-5), 1, HalfLifeMin);
        }

        Assert.InRange(PerDay(estimator, orders[^1]), 100, 220);
    }

    [Fact]
    public void Add_ManyOrdersOfOneMoment_StaysFinite()
    {
        var estimator = Of([.. Enumerable.Repeat(Start, 50)]);
        Assert.InRange(estimator.At(Start).OrdersPerSecond, 0, 20);
    }

    private static DemandEstimator Of(DateTimeOffset[] orders)
    {
        var estimator = default(DemandEstimator);
        foreach (var order in orders)
        {
            estimator.Add(order, 1, HalfLifeMin);
        }

        return estimator;
    }

    private static double PerDay(DemandEstimator estimator, DateTimeOffset at) => estimator.At(at).OrdersPerSecond * 86_400;
}
