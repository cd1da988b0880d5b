namespace InventorySync.Rules;

/// <summary>All stored rules as of one version, and who made it of the one before.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record StoredRules
{
    /// <summary>The longest name in <see cref="ChangedBy"/>, in characters.</summary>
    public const int ChangedByLengthMax = 200;

    /// <summary>The longest <see cref="Reason"/>, in characters.</summary>
    public const int ReasonLengthMax = 1_000;

    /// <summary>Counts the changes: 1 for the first, and one more for each.</summary>
    public required long Version { get; init; }

    /// <summary>When the change was made.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who made it, as the caller named them.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>Why, in their words.</summary>
    public required string Reason { get; init; }

    /// <summary>The rules, by section and name.</summary>
    public required IReadOnlyList<StoredRule> Rules { get; init; }
}
