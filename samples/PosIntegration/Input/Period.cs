using System.Globalization;

namespace PosIntegration.Input;

/// <summary>The days to use, both ends included; null: open.</summary>
internal readonly record struct Period(DateOnly? From, DateOnly? To)
{
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
