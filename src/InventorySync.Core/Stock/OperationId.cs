using System.Diagnostics.CodeAnalysis;

namespace InventorySync.Stock;

/// <summary>Names an operation once and for ever: the key of idempotency.</summary>
/// <remarks>
/// Two forms. <see cref="New"/> makes a UUID of version 7: it needs no memory of its own, and because it sorts by time it
/// is the cheap form for a database's index. <see cref="OperationId(string)"/> takes the caller's own text, such as a
/// till's receipt number. A text that is a UUID in its canonical lower-case form is the same id as that UUID.
/// Immutable; safe from any thread.
/// </remarks>
public readonly struct OperationId : IEquatable<OperationId>
{
    /// <summary>The longest permitted text, in UTF-16 code units.</summary>
    public const int LengthMax = 128;

    private readonly string? _text;
    private readonly Guid _uuid;

    /// <summary>Makes the id from the caller's own text.</summary>
    /// <param name="value">1 to <see cref="LengthMax"/> characters, no control characters, no white space at either end.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks one of these rules; the message says which.</exception>
    public OperationId(string value)
    {
        IdentifierRules.Validated(value, nameof(OperationId), LengthMax);
        if (Guid.TryParseExact(value, "D", out var uuid) && uuid != Guid.Empty && value.AsSpan().IndexOfAnyInRange('A', 'F') < 0)
        {
            _uuid = uuid;
        }
        else
        {
            _text = value;
        }
    }

    /// <summary>Makes the id from a UUID.</summary>
    /// <param name="value">Any UUID but the empty one; version 7 is the cheapest to store.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is the empty UUID.</exception>
    public OperationId(Guid value)
    {
        _uuid = value == Guid.Empty
            ? throw new ArgumentException("OperationId is the empty UUID; make one with OperationId.New(timeProvider).", nameof(value))
            : value;
    }

    /// <summary>Whether this is <c>default</c>, which names nothing.</summary>
    public bool IsDefault => _text is null && _uuid == Guid.Empty;

    /// <summary>Makes an id that no one else has made and that sorts by time (UUID version 7, RFC 9562).</summary>
    /// <param name="time">The clock that dates the id.</param>
    /// <exception cref="ArgumentNullException"><paramref name="time"/> is null.</exception>
    public static OperationId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new OperationId(Guid.CreateVersion7(time.GetUtcNow()));
    }

    /// <summary>The UUID, where the id is one; a store may keep it in 16 bytes.</summary>
    /// <param name="uuid">The UUID, or the empty one.</param>
    /// <returns>Whether the id is a UUID rather than the caller's own text.</returns>
    public bool TryGetUuid(out Guid uuid)
    {
        uuid = _uuid;
        return _text is null && _uuid != Guid.Empty;
    }

    /// <summary>Whether both name the same operation; texts are compared ordinally.</summary>
    public bool Equals(OperationId other) => _uuid == other._uuid && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is OperationId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? _uuid.GetHashCode() : _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether both name the same operation.</summary>
    public static bool operator ==(OperationId left, OperationId right) => left.Equals(right);

    /// <summary>Whether the two name different operations.</summary>
    public static bool operator !=(OperationId left, OperationId right) => !left.Equals(right);

    /// <summary>The text; a UUID in its canonical lower-case form; nothing for <c>default</c>.</summary>
    public override string ToString() => _text ?? (_uuid == Guid.Empty ? string.Empty : _uuid.ToString("D"));
}
