namespace InventorySync.Buffers.Latency;

/// <summary>The probabilities of a count of given mean and variance: Poisson, or negative binomial where the variance is larger. Pure.</summary>
internal readonly struct CountLaw
{
    // Closer to Poisson than this, the other form would only add rounding errors.
    private const double OverdispersionMin = 1e-7;

    private readonly double _mean;

    // Of the negative binomial: size, chance of a success and of a failure. Size 0: it is Poisson.
    private readonly double _size;
    private readonly double _success;
    private readonly double _failure;

    public CountLaw(double mean, double variance)
    {
        _mean = mean;
        var excess = variance - mean;
        if (excess > mean * OverdispersionMin)
        {
            _size = mean / excess * mean;
            _success = mean / variance;
            _failure = excess / variance;
        }
    }

    private bool IsPoisson => _size == 0;

    /// <summary>P(X &gt; 0).</summary>
    public double AboveZero => IsPoisson ? OneLessExp(-_mean) : OneLessExp(_size * LogSuccess);

    /// <summary>P(X = k + 1) / P(X = k).</summary>
    public double Ratio(double k) => IsPoisson ? _mean / (k + 1) : (k + _size) / (k + 1) * _failure;

    /// <summary>The largest ratio from k on.</summary>
    public double RatioMax(double k) => IsPoisson ? Ratio(k) : Math.Max(Ratio(k), _failure);

    /// <summary>Over how many units around k the probabilities change by about a factor of e.</summary>
    /// <param name="k">The count, from 1.</param>
    /// <param name="ratio">P(X = k) / P(X = k − 1).</param>
    public double Scale(double k, double ratio)
    {
        var bySlope = 1 / Math.Abs(Math.Log(ratio));
        var byCurvature = IsPoisson ? Math.Sqrt(k) : Math.Sqrt((k + _size) * k / Math.Max(1e-9, Math.Abs(_size - 1)));
        return Math.Min(k, Math.Min(bySlope, byCurvature));
    }

    /// <summary>P(X = k), for k from 1.</summary>
    public double Probability(double k)
    {
        if (IsPoisson)
        {
            return Math.Exp(-StirlingError(k) - Deviance(k, _mean)) / Math.Sqrt(2 * Math.PI * k);
        }

        // size / (size + k) times the binomial probability of `size` successes out of size + k.
        var n = _size + k;
        var log = StirlingError(n) - StirlingError(_size) - StirlingError(k) - Deviance(_size, n * _success) - Deviance(k, n * _failure);
        return Math.Sqrt(_size / (2 * Math.PI * k * n)) * Math.Exp(log);
    }

    private double LogSuccess => _failure < 1e-5 ? -_failure - (_failure * _failure / 2) : Math.Log(_success);

    private static double OneLessExp(double negative) => negative > -1e-5 ? -negative - (negative * negative / 2) : 1 - Math.Exp(negative);

    /// <summary>x·ln(x/np) + np − x, without cancellation where x is close to np.</summary>
    private static double Deviance(double x, double np)
    {
        if (Math.Abs(x - np) >= 0.1 * (x + np))
        {
            return (x * Math.Log(x / np)) + np - x;
        }

        var ratio = (x - np) / (x + np);
        var sum = (x - np) * ratio;
        var term = 2 * x * ratio;
        for (var j = 1; ; j++)
        {
            term *= ratio * ratio;
            var next = sum + (term / ((2 * j) + 1));
            if (next == sum || j > 1_000)
            {
                return next;
            }

            sum = next;
        }
    }

    /// <summary>ln Γ(n + 1) less Stirling's approximation of it, (n + ½)·ln n − n + ½·ln 2π, for n above 0.</summary>
    private static double StirlingError(double n)
    {
        // The series is exact to the last digits from 16 on; below, Γ(n + 1) = Γ(n + 17) / ((n + 1)…(n + 16)) leads there.
        if (n >= 16)
        {
            var square = n * n;
            return ((1 / 12.0) - (((1 / 360.0) - (((1 / 1260.0) - (((1 / 1680.0) - (1 / 1188.0 / square)) / square)) / square)) / square)) / n;
        }

        double product = 1;
        for (var i = 1; i <= 16; i++)
        {
            product *= n + i;
        }

        var up = n + 16;
        return Stirling(up) + StirlingError(up) - Math.Log(product) - Stirling(n);
    }

    private static double Stirling(double n) => ((n + 0.5) * Math.Log(n)) - n + (0.5 * Math.Log(2 * Math.PI));
}
