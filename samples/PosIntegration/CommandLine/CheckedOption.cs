using System.CommandLine;
using System.Globalization;

namespace PosIntegration.CommandLine;

/// <summary>Makes options whose values are checked while the command line is read: a slip ends before anything is started.</summary>
internal static class CheckedOption
{
    /// <summary>Reads a value.</summary>
    /// <returns>What is wrong, or null.</returns>
    internal delegate string? Parser<T>(string text, out T value);

    public static Option<T> Of<T>(string name, string description, string helpName, Parser<T> parser, T usual) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (parser(result.Tokens.Single().Value, out var value) is { } fault)
            {
                result.AddError(fault);
            }

            return value;
        },
    };

    /// <summary>An option that takes a whole number.</summary>
    public static Option<int> Number(string name, string description, int min, int max, int usual) => Of(
        name,
        description,
        "n",
        (string text, out int number) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= min && number <= max
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; give it a whole number from {min} to {max}."),
        usual);
}
