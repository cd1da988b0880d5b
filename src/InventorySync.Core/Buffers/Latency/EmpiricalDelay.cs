namespace InventorySync.Buffers.Latency;

/// <summary>A delay as it was measured: how large a share did not exceed each of some steps.</summary>
internal sealed class EmpiricalDelay : DelayDistribution
{
    private readonly (double Seconds, double Share)[] _steps;

    /// <param name="steps">In ascending order, the last one's share 1 but for rounding.</param>
    /// <param name="mean">The exact mean, in seconds.</param>
    /// <param name="variance">The exact variance, in seconds squared.</param>
    public EmpiricalDelay((double Seconds, double Share)[] steps, double mean, double variance)
    {
        _steps = steps;
        MeanSeconds = mean;
        Variance = variance;
    }

    internal override double MeanSeconds { get; }

    internal override double Variance { get; }

    internal override double QuantileSeconds(double share)
    {
        foreach (var (seconds, below) in _steps)
        {
            if (below >= share)
            {
                return seconds;
            }
        }

        return _steps[^1].Seconds;
    }

    internal override (double Mean, double MeanSquare) MomentsAtLeast(double boundSeconds)
    {
        if (boundSeconds <= 0)
        {
            return (MeanSeconds, Variance + (MeanSeconds * MeanSeconds));
        }

        double mean = 0;
        double square = 0;
        double before = 0;
        foreach (var (seconds, below) in _steps)
        {
            var larger = Math.Max(seconds, boundSeconds);
            mean += (below - before) * larger;
            square += (below - before) * larger * larger;
            before = below;
        }

        // The steps are upper bounds; the exact mean is the better floor where the bound cuts nothing off.
        return (Math.Max(mean, MeanSeconds), Math.Max(square, Variance + (MeanSeconds * MeanSeconds)));
    }
}
