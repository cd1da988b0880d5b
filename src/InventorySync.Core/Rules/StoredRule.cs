namespace InventorySync.Rules;

/// <summary>One rule as the store keeps it.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record StoredRule
{
    /// <summary>The section in which it stands, such as <c>Buffers</c> or <c>Windows</c>.</summary>
    public required string Section { get; init; }

    /// <summary>Its name, such as <c>slow marketplaces</c>. Names that differ in case alone are the same.</summary>
    public required string Name { get; init; }

    /// <summary>Its settings as a JSON object, in the form of the configuration; null: the rule of this name in code or configuration is switched off.</summary>
    public string? Body { get; init; }

    /// <summary>The version of the stored rules in which it got these settings.</summary>
    public required long Version { get; init; }
}
