using System.Globalization;

namespace InventorySync.DependencyInjection;

/// <summary>What a single value of the configuration may be, checked before it is bound: the binder's own faults name .NET's types.</summary>
/// <param name="Form">What to write, as the end of a sentence.</param>
/// <param name="IsOf">Whether a text that is not empty is such a value.</param>
/// <param name="MayBeNull">Whether null, as JSON has it, means "none".</param>
internal sealed record SettingValue(string Form, Func<string, bool> IsOf, bool MayBeNull)
{
    public static SettingValue Text { get; } = new("give it a text", static _ => true, MayBeNull: false);

    public static SettingValue Integer { get; } = new(
        "use a whole number of at most 2147483647, such as 100", static text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _), MayBeNull: false);

    public static SettingValue Units { get; } = new(
        "use a whole number of units, such as 5", static text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _), MayBeNull: false);

    public static SettingValue Number { get; } = new(
        "use a number with a decimal point, such as 0.5", static text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _), MayBeNull: false);

    public static SettingValue Percent { get; } = new(
        "use a number from 0 to 100, without a sign such as %", static text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _), MayBeNull: false);

    public static SettingValue Time { get; } = new(
        "write a time as hours:minutes:seconds, such as 00:05:00 for five minutes, with days before a point, such as 1.00:00:00", IsTime, MayBeNull: false);

    /// <summary>The same, where JSON's null means "none".</summary>
    public SettingValue OrNone => this with { MayBeNull = true };

    /// <returns>What is wrong with a value, after the path of its setting; null: nothing.</returns>
    public string? Fault(string? text) => text switch
    {
        null when MayBeNull => null,
        null or "" => $"is empty; {Form}, or {(MayBeNull ? "null in JSON for none" : "leave the setting out")}.",
        _ when IsOf(text) => null,
        _ when IsOf == Time.IsOf && text.All(char.IsAsciiDigit) => $"is {text}, which would be days; {Form}.",
        _ => $"is '{text}'; {Form}.",
    };

    // The constant form refuses hours above 23, which .NET reads as days elsewhere: 24:00:00 is 24 days there.
    private static bool IsTime(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out _);
}
