namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>
/// I10, for sales: an answer takes some round trips to the store and nothing else, so that whatever the channels do, it is
/// there within a time that no channel's timeout fits into.
/// </summary>
internal static class Latency
{
    /// <summary>A hundred of the store's slowest round trips: far more than a contended batch needs, far less than a channel's time limit.</summary>
    public static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(5);

    public static void Check(Request request, DateTimeOffset now)
    {
        if (now - request.AskedAt > AnswerTimeMax)
        {
            throw new InvariantViolatedException(
                Invariant.I10Isolated, $"{request} was answered after {(now - request.AskedAt).TotalSeconds:F1} s, where only the store is needed");
        }
    }
}
