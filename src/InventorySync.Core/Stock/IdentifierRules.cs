using System.Diagnostics.CodeAnalysis;

namespace InventorySync.Stock;

/// <summary>The one place that says which texts may identify something: used by every id's constructor and parser.</summary>
internal static class IdentifierRules
{
    /// <summary>Returns <paramref name="value"/> or throws with a message that names the field, the fault and the remedy.</summary>
    public static string Validated(string? value, string field, int lengthMax) =>
        Fault(value, field, lengthMax) is { } fault
            ? throw new ArgumentException(fault, nameof(value))
            : value!;

    /// <summary>Says what is wrong with <paramref name="value"/>, or null where nothing is.</summary>
    public static string? Fault([NotNull] string? value, string field, int lengthMax)
    {
        if (string.IsNullOrEmpty(value))
        {
            value = string.Empty;
            return $"{field} is empty; give it 1 to {lengthMax} characters.";
        }

        if (value.Length > lengthMax)
        {
            return $"{field} '{value.AsSpan(0, 32)}…' has {value.Length} characters; at most {lengthMax} are allowed.";
        }

        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]))
        {
            return $"{field} '{value}' begins or ends with white space; trim it.";
        }

        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsControl(value[i]))
            {
                return $"{field} has the control character U+{(int)value[i]:X4} at position {i}; remove it.";
            }

            // A lone surrogate can't be written as UTF-8, so two different ids could be stored as one.
            if (char.IsSurrogate(value[i]))
            {
                if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                {
                    return $"{field} has half of a surrogate pair at position {i}; it is not valid text.";
                }

                i++;
            }
        }

        return null;
    }

    /// <summary>
    /// Orders texts by code points, which is how UTF-8 bytes and so databases order them. UTF-16 code units would put an emoji
    /// before a full-width letter: two parts that walk sorted streams side by side would lose each other.
    /// </summary>
    public static int Compare(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        }

        var at = left.AsSpan().CommonPrefixLength(right);
        if (at == left.Length || at == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        // A surrogate stands for a code point above all that fit into one unit; two surrogates sort as their code points do.
        var isLeftHigher = char.IsSurrogate(left[at]);
        return isLeftHigher == char.IsSurrogate(right[at]) ? left[at].CompareTo(right[at]) : isLeftHigher ? 1 : -1;
    }

    /// <summary>The message of an id that was never given a value.</summary>
    public static InvalidOperationException Unset(string field) =>
        new($"This {field} has no value: it is default({field}). Create it with new {field}(text).");
}
