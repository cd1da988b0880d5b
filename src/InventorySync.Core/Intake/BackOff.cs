using InventorySync.Channels;

namespace InventorySync.Intake;

/// <summary>How long to wait after failures. Pure.</summary>
internal static class BackOff
{
    /// <summary>Below this a failing channel would be asked in a tight loop, whatever its options say.</summary>
    private static readonly TimeSpan DelayFloor = TimeSpan.FromMilliseconds(100);

    /// <param name="options">The channel's back-off.</param>
    /// <param name="failures">How many in a row, from 1.</param>
    /// <param name="random">From 0 to 1: the jitter, which takes away up to half, so that what failed together is not tried together.</param>
    public static TimeSpan Delay(RetryOptions options, int failures, double random)
    {
        var seconds = Math.Min(
            options.DelayMin.TotalSeconds * Math.Pow(options.Factor, Math.Max(0, failures - 1)),
            options.DelayMax.TotalSeconds);
        var delay = TimeSpan.FromSeconds(seconds * (1 - random / 2));
        return delay < DelayFloor ? DelayFloor : delay;
    }
}
