using System.Globalization;

namespace PosIntegration.Report;

/// <summary>Writes figures for people.</summary>
internal static class Figures
{
    public static string Of(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A count with what is counted, such as <c>1 sale</c> and <c>2 sales</c>.</summary>
    public static string Of(long count, string one) => $"{Of(count)} {one}{(count == 1 ? string.Empty : "s")}";

    public static string Of(TimeSpan? time) => time switch
    {
        null => "-",
        { TotalSeconds: < 1 } ms => string.Create(CultureInfo.InvariantCulture, $"{ms.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 100 } s => string.Create(CultureInfo.InvariantCulture, $"{s.TotalSeconds:0.0} s"),
        { TotalMinutes: < 100 } m => string.Create(CultureInfo.InvariantCulture, $"{m.TotalMinutes:0.0} min"),
        { } h => string.Create(CultureInfo.InvariantCulture, $"{h.TotalHours:0.0} h"),
    };

    public static string Of(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string OfRate(double value) => value.ToString("N1", CultureInfo.InvariantCulture);
}
