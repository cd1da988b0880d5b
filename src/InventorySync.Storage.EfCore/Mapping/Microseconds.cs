namespace InventorySync.Storage.EfCore.Mapping;

/// <summary>Moments as the tables hold them: whole microseconds since 1970 in UTC, rounded down.</summary>
internal static class Microseconds
{
    public static long Of(DateTimeOffset time) =>
        (time.UtcTicks / TimeSpan.TicksPerMicrosecond) - (DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerMicrosecond);

    public static long? OrNull(DateTimeOffset? time) => time is { } some ? Of(some) : null;

    public static DateTimeOffset ToTime(long microseconds) =>
        new((microseconds * TimeSpan.TicksPerMicrosecond) + DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.Zero);
}
