using System.Globalization;

namespace PosIntegration.Input;

/// <summary>The days to use, both ends included; null: open.</summary>
internal readonly record struct Period(DateOnly? From, DateOnly? To)
{
    /// <summary>The first and the last year that can be replayed: clocks and calendars end somewhere, and what lies beyond is a slip.</summary>
    public const int YearMin = 1900;

    public const int YearMax = 2199;

    /// <summary>The longest replay: every day of it is played, however little is sold then.</summary>
    public const int DaysMax = 3_660;

    public static bool IsWithinLimits(DateOnly day) => day.Year is >= YearMin and <= YearMax;

    public bool Contains(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return !(day < From) && !(day > To);
    }

    public override string ToString() => (From, To) switch
    {
        (null, null) => "all of it",
        (null, { } to) => $"up to {Iso(to)}",
        ({ } from, null) => $"from {Iso(from)}",
        ({ } from, { } to) => $"{Iso(from)} to {Iso(to)}",
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
