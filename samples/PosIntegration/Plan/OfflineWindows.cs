namespace PosIntegration.Plan;

/// <summary>When the second till has no connection: on two days of five, from some minute of the morning, for one to five hours.</summary>
internal static class OfflineWindows
{
    private const double DayShare = 0.4;

    public static IEnumerable<ReplayEvent> Of(string till, DateTimeOffset start, DateTimeOffset end, Random random)
    {
        for (var day = start; day < end; day += TimeSpan.FromDays(1))
        {
            // Drawn for every day, so that a longer period begins with the same windows.
            var (isOffline, from, length) = (random.NextDouble() < DayShare, random.Next(9 * 60, 12 * 60), random.Next(60, 5 * 60));
            if (isOffline)
            {
                yield return new TillOffline(day + TimeSpan.FromMinutes(from), till);
                yield return new TillOnline(day + TimeSpan.FromMinutes(from + length), till);
            }
        }
    }
}
