namespace InventorySync.Buffers.Latency;

/// <summary>The standard normal distribution. Pure.</summary>
internal static class NormalDistribution
{
    private static readonly double[] CentreNumerator =
        [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00];

    private static readonly double[] CentreDenominator =
        [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1];

    private static readonly double[] TailNumerator =
        [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00];

    private static readonly double[] TailDenominator = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];

    /// <summary>The probability of a value up to <paramref name="z"/>.</summary>
    public static double Probability(double z)
    {
        if (double.IsInfinity(z))
        {
            return z > 0 ? 1 : 0;
        }

        var tail = UpperTail(Math.Abs(z));
        return z > 0 ? 1 - tail : tail;
    }

    /// <summary>The value up to which a share lies: Acklam's rational approximation, made exact by one step of Halley's method.</summary>
    public static double Quantile(double share)
    {
        const double TailFrom = 0.02425;
        double z;
        if (share is >= TailFrom and <= 1 - TailFrom)
        {
            var centred = share - 0.5;
            z = centred * Horner(CentreNumerator, centred * centred) / Horner(CentreDenominator, centred * centred);
        }
        else
        {
            var root = Math.Sqrt(-2 * Math.Log(Math.Min(share, 1 - share)));
            z = Horner(TailNumerator, root) / Horner(TailDenominator, root);
            z = share < 0.5 ? z : -z;
        }

        var error = (Probability(z) - share) * Math.Sqrt(2 * Math.PI) * Math.Exp(z * z / 2);
        return z - (error / (1 + (z * error / 2)));
    }

    // Series near the centre, a continued fraction beyond (Abramowitz and Stegun 26.2.11 and 26.2.14).
    private static double UpperTail(double z)
    {
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (z < 3)
        {
            var (term, sum) = (z, z);
            for (var k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
            {
                term *= z * z / k;
                sum += term;
            }

            return 0.5 - (density * sum);
        }

        var fraction = 0.0;
        for (var k = 60; k > 0; k--)
        {
            fraction = k / (z + fraction);
        }

        return density / (z + fraction);
    }

    private static double Horner(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }
}
