using FsCheck;
using FsCheck.Fluent;
using Property = InventorySync.Generators.Property;

namespace InventorySync.Buffers.Latency;

public sealed class DemandQuantileProperties
{
    private static readonly Gen<double> Epsilons = Gen.Elements(0.5, 0.1, 0.05, 0.01, 0.001, 1e-6);

    private static Gen<double> Between(double from, double to) =>
        Gen.Choose(0, 1_000_000).Select(part => from * Math.Pow(to / from, part / 1e6));

    [Fact]
    public void Of_SmallCounts_IsTheSmallestThatTheSumOfTheProbabilitiesPermits() => Property.Holds(
        from mean in Between(1e-6, 40) from spread in Between(0.5, 30) from epsilon in Epsilons select (mean, spread, epsilon),
        value =>
        {
            var (mean, variance, epsilon) = (value.mean, value.mean * value.spread, value.epsilon);
            var units = DemandQuantile.Of(mean, variance, epsilon, long.MaxValue);

            // By the text book: from P(X = 0) up. Its rounding errors are why a hair of slack is needed.
            var (sum, term) = (0.0, First(mean, variance));
            for (var k = 0L; k <= units; k++)
            {
                Assert.True(k == 0 || 1 - sum > epsilon * (1 - 1e-6) - 1e-12, $"{k - 1} would have been enough, not {units}");
                sum += term;
                term *= Ratio(k, mean, variance);
            }

            Assert.True(1 - sum <= (epsilon * (1 + 1e-6)) + 1e-12, $"{units} is exceeded with {1 - sum}");
        },
        count: 1_000);

    [Fact]
    public void Of_MoreDemandLessRisk_NeverHoldsBackLess() => Property.Holds(
        from mean in Between(1e-6, 1e5) from spread in Between(0.5, 1e4) from more in Between(1, 3) from epsilon in Epsilons select (mean, spread, more, epsilon),
        value =>
        {
            var units = DemandQuantile.Of(value.mean, value.mean * value.spread, value.epsilon, long.MaxValue);
            Assert.True(DemandQuantile.Of(value.mean * value.more, value.mean * value.more * value.spread, value.epsilon, long.MaxValue) >= units - (units / 500));
            Assert.True(DemandQuantile.Of(value.mean, value.mean * value.spread, value.epsilon / value.more, long.MaxValue) >= units);
        });

    [Fact]
    public void Of_AnyLaw_KeepsTheChebyshevBound() => Property.Holds(
        from mean in Between(1e-6, 1e5) from spread in Between(1, 1e6) from epsilon in Epsilons select (mean, spread, epsilon),
        value =>
        {
            // P(X > m + t) ≤ v / (v + t²): no quantile lies further out.
            var variance = value.mean * value.spread;
            var bound = value.mean + Math.Sqrt(variance * (1 - value.epsilon) / value.epsilon);
            Assert.InRange(DemandQuantile.Of(value.mean, variance, value.epsilon, long.MaxValue), 0, Math.Ceiling(bound * 1.001));
        });

    private static double First(double mean, double variance) =>
        variance <= mean ? Math.Exp(-mean) : Math.Exp(mean * mean / (variance - mean) * Math.Log(mean / variance));

    private static double Ratio(long k, double mean, double variance) =>
        variance <= mean ? mean / (k + 1) : (k + (mean * mean / (variance - mean))) / (k + 1) * (1 - (mean / variance));
}
