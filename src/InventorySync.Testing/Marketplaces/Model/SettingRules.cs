using System.Globalization;

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>Refuses settings outside their range, by name.</summary>
internal static class SettingRules
{
    public static void AtLeast<T>(T value, T min, string setting)
        where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(min) < 0)
        {
            throw Refused(value, setting, $"at least {min.ToString(null, CultureInfo.InvariantCulture)}");
        }
    }

    public static void Above<T>(T value, T min, string setting)
        where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(min) <= 0)
        {
            throw Refused(value, setting, $"more than {min.ToString(null, CultureInfo.InvariantCulture)}");
        }
    }

    public static void Rate(double value, string setting)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw Refused(value, setting, "a chance from 0 to 1");
        }
    }

    public static void Text(string value, string setting)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw Refused(value, setting, "a text that is not blank");
        }
    }

    private static ArgumentOutOfRangeException Refused(object value, string setting, string wanted) =>
        new(setting, value, $"{setting} is outside its range; give it {wanted}.");
}
