using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using InventorySync.Stock;

namespace InventorySync.Channels;

/// <summary>Names a place of sale with its own copy of the quantity, such as <c>shopify-mx</c>.</summary>
/// <remarks>
/// Stricter than the other ids, because it stands in URLs, settings and metric tags: lower-case letters, digits,
/// <c>-</c>, <c>_</c> and <c>.</c>. Immutable; safe from any thread.
/// </remarks>
public readonly record struct ChannelId : IComparable<ChannelId>
{
    /// <summary>The longest permitted text.</summary>
    public const int LengthMax = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly string? _value;

    /// <summary>Makes the id from its text.</summary>
    /// <param name="value">1 to <see cref="LengthMax"/> of: lower-case letters a to z, digits, <c>-</c>, <c>_</c>, <c>.</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks one of these rules; the message says which.</exception>
    public ChannelId(string value) =>
        _value = Fault(value) is { } fault ? throw new ArgumentException(fault, nameof(value)) : value;

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">The id is <c>default</c> and was never given a value.</exception>
    public string Value => _value ?? throw IdentifierRules.Unset(nameof(ChannelId));

    /// <summary>Whether this is <c>default</c>, which names nothing.</summary>
    public bool IsDefault => _value is null;

    /// <summary>Makes the id where <paramref name="value"/> is permitted; otherwise says why not.</summary>
    /// <param name="value">The text to check.</param>
    /// <param name="id">The id, or <c>default</c>.</param>
    /// <param name="fault">What is wrong and what to do, or null.</param>
    /// <returns>Whether <paramref name="value"/> is a valid id.</returns>
    public static bool TryCreate(string? value, out ChannelId id, [NotNullWhen(false)] out string? fault)
    {
        fault = Fault(value);
        id = fault is null ? new ChannelId(value!) : default;
        return fault is null;
    }

    /// <summary>Orders ids by their code points, as UTF-8 bytes do.</summary>
    public int CompareTo(ChannelId other) => IdentifierRules.Compare(_value, other._value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(ChannelId left, ChannelId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts before or with <paramref name="right"/>.</summary>
    public static bool operator <=(ChannelId left, ChannelId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(ChannelId left, ChannelId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts after or with <paramref name="right"/>.</summary>
    public static bool operator >=(ChannelId left, ChannelId right) => left.CompareTo(right) >= 0;

    /// <summary>The text, or nothing for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;

    private static string? Fault(string? value)
    {
        if (IdentifierRules.Fault(value, nameof(ChannelId), LengthMax) is { } fault)
        {
            return fault;
        }

        var at = value.AsSpan().IndexOfAnyExcept(Allowed);
        return at < 0
            ? null
            : $"ChannelId '{value}' has '{value![at]}' at position {at}; use lower-case letters a to z, digits, '-', '_' and '.'.";
    }
}
