using InventorySync.Stock;

namespace InventorySync.Catalog;

/// <summary>One state of the catalogue, as decisions read it: nothing changes between two reads.</summary>
internal interface ICatalogView
{
    /// <summary>All locations, in the order of sourcing.</summary>
    IReadOnlyList<Location> Locations { get; }

    CatalogItem? FindItem(Sku sku);

    Location? FindLocation(LocationId id);

    /// <summary>The articles with stock of their own that one unit is made of; the SKU itself where it is no kit.</summary>
    IReadOnlyList<KitComponent> Expand(Sku sku);
}
