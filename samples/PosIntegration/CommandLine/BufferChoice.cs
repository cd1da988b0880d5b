using System.Globalization;

namespace PosIntegration.CommandLine;

/// <summary>What is held back from every marketplace: nothing, units, or a share.</summary>
internal readonly record struct BufferChoice
{
    private BufferChoice(long units, decimal percent)
    {
        Units = units;
        Percent = percent;
    }

    public static BufferChoice None => default;

    public long Units { get; }

    public decimal Percent { get; }

    /// <summary>Reads <c>none</c>, whole units such as <c>2</c>, or a share such as <c>5%</c>.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? TryParse(string text, out BufferChoice buffer)
    {
        buffer = None;
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (text.EndsWith('%'))
        {
            if (!decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent > 100)
            {
                return $"--buffer is '{text}'; a share must be 0% to 100%.";
            }

            buffer = new BufferChoice(0, percent);
            return null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var units) || units > 1_000_000)
        {
            return $"--buffer is '{text}'; give it 'none', whole units such as 2, or a share such as 5%.";
        }

        buffer = new BufferChoice(units, 0);
        return null;
    }

    public override string ToString() => (Units, Percent) switch
    {
        (0, 0) => "none",
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Units} units"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Percent:0.##} %"),
    };
}
