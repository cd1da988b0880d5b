namespace InventorySync.Buffers.Latency;

/// <summary>A delay whose logarithm is normally distributed.</summary>
/// <remarks>
/// sigma = ln(p99 / p50) / 2.32635, mean = p50 · exp(sigma² / 2), variance = mean² · (exp(sigma²) − 1): Johnson, Kotz, Balakrishnan,
/// Continuous Univariate Distributions 1, chapter 14.
/// </remarks>
internal sealed class LognormalDelay : DelayDistribution
{
    private readonly double _log;
    private readonly double _sigma;

    public LognormalDelay(double p50, double p99)
    {
        _log = Math.Log(p50);
        _sigma = Math.Max(0, Math.Log(p99 / p50)) / NormalDistribution.Quantile(0.99);
        MeanSeconds = p50 * Math.Exp(_sigma * _sigma / 2);
    }

    internal override double MeanSeconds { get; }

    internal override double Variance => MeanSeconds * MeanSeconds * (Math.Exp(_sigma * _sigma) - 1);

    internal override double QuantileSeconds(double share) => Math.Exp(_log + (_sigma * NormalDistribution.Quantile(share)));

    internal override (double Mean, double MeanSquare) MomentsAtLeast(double boundSeconds)
    {
        if (boundSeconds <= 0)
        {
            return (MeanSeconds, Variance + (MeanSeconds * MeanSeconds));
        }

        // E[X^k; X > a] = E[X^k] · Φ(k sigma − z), with z = (ln a − mu) / sigma.
        var z = _sigma > 0 ? (Math.Log(boundSeconds) - _log) / _sigma : boundSeconds >= MeanSeconds ? double.PositiveInfinity : double.NegativeInfinity;
        var below = NormalDistribution.Probability(z);
        var meanSquare = MeanSeconds * MeanSeconds * Math.Exp(_sigma * _sigma);
        return (
            (boundSeconds * below) + (MeanSeconds * NormalDistribution.Probability(_sigma - z)),
            (boundSeconds * boundSeconds * below) + (meanSquare * NormalDistribution.Probability((2 * _sigma) - z)));
    }
}
