using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Catalog;
using InventorySync.Intake;
using InventorySync.Rules;

namespace InventorySync.Storage.EfCore.Mapping;

/// <summary>Reads and writes what is kept as JSON: parts that are always read and written whole.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredOrderLine[]))]
[JsonSerializable(typeof(StoredComponent[]))]
[JsonSerializable(typeof(StoredRuleText[]))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    public static string OfLines(IReadOnlyList<OrderLineState> lines) =>
        JsonSerializer.Serialize([.. lines.Select(Mapping.StoredOrderLine.From)], Default.StoredOrderLineArray);

    public static OrderLineState[] ToLines(string json) =>
        [.. JsonSerializer.Deserialize(json, Default.StoredOrderLineArray)!.Select(line => line.ToState())];

    public static string? OfComponents(IReadOnlyList<KitComponent> components) =>
        components.Count == 0 ? null : JsonSerializer.Serialize(Mapping.StoredComponent.From(components), Default.StoredComponentArray);

    public static KitComponent[] ToComponents(string? json) =>
        json is null ? [] : Mapping.StoredComponent.ToComponents(JsonSerializer.Deserialize(json, Default.StoredComponentArray)!);

    public static string OfRules(IReadOnlyList<StoredRule> rules) =>
        JsonSerializer.Serialize([.. rules.Select(Mapping.StoredRuleText.From)], Default.StoredRuleTextArray);

    public static StoredRule[] ToRules(string json) =>
        [.. JsonSerializer.Deserialize(json, Default.StoredRuleTextArray)!.Select(rule => rule.ToRule())];
}
