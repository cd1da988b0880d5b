using System.Globalization;

namespace PosIntegration.Replay.Time;

/// <summary>How fast the data's time runs against the wall's.</summary>
internal readonly record struct Pace
{
    private const double FactorMin = 0.001;

    private const double FactorMax = 1e9;

    private Pace(double factor) => Factor = factor;

    /// <summary>As fast as the machine can.</summary>
    public static Pace Max => default;

    /// <summary>Seconds of data a second; 0: as fast as the machine can.</summary>
    public double Factor { get; }

    /// <summary>Reads <c>max</c>, or seconds of data a second.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? TryParse(string text, out Pace pace)
    {
        pace = Max;
        if (text.Equals("max", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) || factor is not (>= FactorMin and <= FactorMax))
        {
            return $"--speed is '{text}'; give it 'max', or seconds of data a second from 0.001 to 1000000000, such as 3600 for an hour a second.";
        }

        pace = new Pace(factor);
        return null;
    }

    /// <summary>The wall's time that a span of data takes; zero at full speed.</summary>
    public TimeSpan OnTheWall(TimeSpan ofData) => Factor > 0 ? ofData / Factor : TimeSpan.Zero;

    public override string ToString() => Factor > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Factor:0.###} s of data a second") : "max";
}
