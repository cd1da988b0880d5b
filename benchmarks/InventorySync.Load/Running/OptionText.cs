using System.Globalization;

namespace InventorySync.Load.Running;

/// <summary>Reads the values of options; each refusal names the option, the value and what is permitted.</summary>
internal static class OptionText
{
    /// <summary>Values separated by commas, each once.</summary>
    public static IReadOnlyList<T> List<T>(string option, string text, Func<string, string, T> parse) => [.. text.Split(',').Select(part => parse(option, part)).Distinct()];

    public static T OneOf<T>(string option, string text)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
            ?? throw Refused(option, text, $"one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");

    public static int Whole(string option, string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= max
            ? value
            : throw Refused(option, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {max}"));

    public static double Percent(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= 100
            ? value
            : throw Refused(option, text, "a percentage from 0 to 100");

    public static double Seconds(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 3_600
            ? value
            : throw Refused(option, text, "a number of seconds above 0 and up to 3600");

    public static double Cores(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Refused(option, text, "a number of processors, such as 0.1");

    private static OptionException Refused(string option, string text, string allowed) => new($"{option}: '{text}' is not {allowed}.");
}
