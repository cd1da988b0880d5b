using InventorySync.Stock;

namespace InventorySync.Catalog;

/// <summary>Short ways to write items in tests.</summary>
internal static class Items
{
    public static CatalogItem Plain(string sku) => new() { Sku = new Sku(sku) };

    public static CatalogItem Kit(string sku, params (string Sku, long Quantity)[] components) => new()
    {
        Sku = new Sku(sku),
        Components = [.. components.Select(component => new KitComponent(new Sku(component.Sku), component.Quantity))],
    };

    public static Location Location(string id, int priority = 0, bool isActive = true) =>
        new() { Id = new LocationId(id), Priority = priority, IsActive = isActive };

    public static CatalogSnapshot Snapshot(params CatalogItem[] items) => CatalogSnapshot.Empty.With(items);

    /// <summary>Components as text, such as <c>2 A + 1 B</c>.</summary>
    public static string Text(IEnumerable<KitComponent> components) =>
        string.Join(" + ", components.Select(component => $"{component.Quantity} {component.Sku}"));
}
