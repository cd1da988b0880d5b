using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>How long to wait after failures in a row: exponential, capped, with jitter.</summary>
internal static class BackOff
{
    /// <param name="options">First wait, growth and cap.</param>
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="random">From 0 (inclusive) to 1 (exclusive).</param>
    /// <returns>The wait, between half and one and a half times the exponential one, so that what failed together is not repeated together.</returns>
    public static TimeSpan Delay(RetryOptions options, int failures, double random)
    {
        if (options.DelayMin <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        // Math.Pow runs into infinity rather than over, and the cap brings it back.
        var exponential = options.DelayMin.TotalSeconds * Math.Pow(Math.Max(1, options.Factor), Math.Max(0, failures - 1));
        return TimeSpan.FromSeconds(Math.Min(exponential, options.DelayMax.TotalSeconds) * (0.5 + random));
    }
}
