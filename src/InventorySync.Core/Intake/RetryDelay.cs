using InventorySync.Broadcast.Planning;
using InventorySync.Channels;

namespace InventorySync.Intake;

/// <summary>How long to wait before a channel is read again after failures. Pure.</summary>
internal static class RetryDelay
{
    /// <summary>Below this a failing channel would be asked in a tight loop, whatever its settings say.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(100);

    /// <param name="options">The channel's back-off, which is that of its pushes.</param>
    /// <param name="failures">How many in a row, from 1.</param>
    /// <param name="random">From 0 (inclusive) to 1 (exclusive): the jitter.</param>
    public static TimeSpan Of(RetryOptions options, int failures, double random)
    {
        var delay = BackOff.Delay(options, failures, random);
        return delay < Floor ? Floor : delay;
    }
}
