using InventorySync.Rules;

namespace InventorySync.Storage.EfCore.Mapping;

/// <summary>One rule as the JSON of its version holds it. Names are part of the stored form.</summary>
internal sealed record StoredRuleText
{
    public required string Section { get; init; }

    public required string Name { get; init; }

    /// <summary>Kept as a text, so that a rule comes back letter by letter.</summary>
    public string? Body { get; init; }

    public required long Version { get; init; }

    public static StoredRuleText From(StoredRule rule) =>
        new() { Section = rule.Section, Name = rule.Name, Body = rule.Body, Version = rule.Version };

    public StoredRule ToRule() => new() { Section = Section, Name = Name, Body = Body, Version = Version };
}
