using InventorySync.Catalog;
using InventorySync.Stock;

namespace InventorySync.Engine;

/// <summary>A catalogue that a test fills by hand.</summary>
internal sealed class FixedCatalog : ICatalogView
{
    private readonly Dictionary<Sku, CatalogItem> _items = [];

    public FixedCatalog(params string[] locations) =>
        Locations = [.. locations.Select((id, index) => new Location { Id = new LocationId(id), Priority = index })];

    public IReadOnlyList<Location> Locations { get; }

    public FixedCatalog With(CatalogItem item)
    {
        _items[item.Sku] = item;
        return this;
    }

    public CatalogItem? FindItem(Sku sku) => _items.GetValueOrDefault(sku);

    public Location? FindLocation(LocationId id) => Locations.FirstOrDefault(location => location.Id == id);

    public IReadOnlyList<KitComponent> Expand(Sku sku) =>
        FindItem(sku) is { IsKit: true } kit ? kit.Components : [new KitComponent(sku, 1)];
}
