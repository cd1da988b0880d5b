using System.Diagnostics.CodeAnalysis;

namespace InventorySync.Stock;

/// <summary>The seller's id of a sellable article.</summary>
/// <remarks>The key under which stock is counted everywhere. Compared ordinally: case and accents count. Immutable; safe from any thread.</remarks>
public readonly record struct Sku : IComparable<Sku>
{
    /// <summary>The longest permitted text, in UTF-16 code units.</summary>
    public const int LengthMax = 255;

    private readonly string? _value;

    /// <summary>Makes the id from its text.</summary>
    /// <param name="value">1 to <see cref="LengthMax"/> characters, no control characters, no white space at either end.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks one of these rules; the message says which.</exception>
    public Sku(string value) => _value = IdentifierRules.Validated(value, nameof(Sku), LengthMax);

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">The id is <c>default</c> and was never given a value.</exception>
    public string Value => _value ?? throw IdentifierRules.Unset(nameof(Sku));

    /// <summary>Whether this is <c>default</c>, which names nothing.</summary>
    public bool IsDefault => _value is null;

    /// <summary>Makes the id where <paramref name="value"/> is permitted; otherwise says why not.</summary>
    /// <param name="value">The text to check.</param>
    /// <param name="id">The id, or <c>default</c>.</param>
    /// <param name="fault">What is wrong and what to do, or null.</param>
    /// <returns>Whether <paramref name="value"/> is a valid id.</returns>
    public static bool TryCreate(string? value, out Sku id, [NotNullWhen(false)] out string? fault)
    {
        fault = IdentifierRules.Fault(value, nameof(Sku), LengthMax);
        id = fault is null ? new Sku(value!) : default;
        return fault is null;
    }

    /// <summary>Orders ids by their code points, as UTF-8 bytes do: the order in which stores touch and read rows.</summary>
    public int CompareTo(Sku other) => IdentifierRules.Compare(_value, other._value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(Sku left, Sku right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts before or with <paramref name="right"/>.</summary>
    public static bool operator <=(Sku left, Sku right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(Sku left, Sku right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts after or with <paramref name="right"/>.</summary>
    public static bool operator >=(Sku left, Sku right) => left.CompareTo(right) >= 0;

    /// <summary>The text, or nothing for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
