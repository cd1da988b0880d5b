using InventorySync.Catalog;
using InventorySync.Stock;

namespace InventorySync.Storage.EfCore.Mapping;

/// <summary>One component of a kit as its JSON holds it. Names are part of the stored form.</summary>
internal sealed record StoredComponent
{
    public required string Sku { get; init; }

    public required long Quantity { get; init; }

    public static StoredComponent[] From(IReadOnlyList<KitComponent> components) =>
        [.. components.Select(component => new StoredComponent { Sku = component.Sku.Value, Quantity = component.Quantity })];

    public static KitComponent[] ToComponents(StoredComponent[] stored) =>
        [.. stored.Select(component => new KitComponent(new Sku(component.Sku), component.Quantity))];
}
