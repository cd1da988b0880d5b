using System.Collections.Frozen;
using InventorySync.Stock;

namespace InventorySync.Catalog;

/// <summary>The items and locations of one moment. Immutable; safe from any thread, and cheap enough to be asked per line.</summary>
internal sealed class CatalogSnapshot : ICatalogView
{
    private readonly CatalogItemMap _items;
    private readonly KitGraph _kits;
    private readonly FrozenDictionary<LocationId, Location> _locationsById;

    private CatalogSnapshot(CatalogItemMap items, KitGraph kits, IReadOnlyList<Location> locations)
    {
        _items = items;
        _kits = kits;
        Locations = locations;
        _locationsById = locations.ToFrozenDictionary(location => location.Id);
    }

    private CatalogSnapshot(CatalogItemMap items, KitGraph kits, CatalogSnapshot before)
    {
        _items = items;
        _kits = kits;
        Locations = before.Locations;
        _locationsById = before._locationsById;
    }

    public static CatalogSnapshot Empty { get; } = new(CatalogItemMap.Empty, KitGraph.Empty, []);

    /// <summary>All locations, by priority, then by id.</summary>
    public IReadOnlyList<Location> Locations { get; }

    public CatalogItem? FindItem(Sku sku) => _items.Find(sku);

    public Location? FindLocation(LocationId id) => _locationsById.GetValueOrDefault(id);

    /// <summary>
    /// The articles with stock of their own in one unit of a kit, by SKU, each once; empty for what is no kit, so that asking
    /// allocates nothing.
    /// </summary>
    public ReadOnlySpan<KitComponent> ComponentsOf(Sku kit) => _kits.Flatten(kit);

    /// <summary>The same as a list, with the SKU itself where it is no kit.</summary>
    public IReadOnlyList<KitComponent> Expand(Sku sku) => _kits.Flatten(sku) ?? [new KitComponent(sku, 1)];

    /// <summary>The kits, nested ones too, whose quantity depends on the SKU, by SKU.</summary>
    public IReadOnlyList<Sku> KitsUsing(Sku sku) => _kits.KitsUsing(sku);

    /// <summary>The snapshot with these locations added or replaced.</summary>
    public CatalogSnapshot With(IEnumerable<Location> locations)
    {
        var byId = Locations.ToDictionary(location => location.Id);
        foreach (var location in locations)
        {
            byId[location.Id] = location;
        }

        return new CatalogSnapshot(
            _items, _kits, [.. byId.Values.OrderBy(location => location.Priority).ThenBy(location => location.Id)]);
    }

    /// <summary>The snapshot with these items added or replaced. Costs by what changes, not by what there is.</summary>
    /// <param name="items">One per SKU, each valid by itself.</param>
    /// <exception cref="ArgumentException">A kit would contain itself (the message shows the path), nest too deeply or grow too large.</exception>
    public CatalogSnapshot With(IReadOnlyList<CatalogItem> items)
    {
        var after = _items.With(items);
        return new CatalogSnapshot(after, _kits.With(_items, after, items), this);
    }
}
