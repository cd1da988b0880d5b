using InventorySync.Stock;

namespace InventorySync.Catalog;

/// <summary>What an item or a location must fulfil by itself. Pure: returns a copy that nobody else can change, or throws.</summary>
internal static class CatalogRules
{
    public const int CategoryLengthMax = 255;
    public const int NameLengthMax = 255;

    /// <exception cref="ArgumentException">The message names the field, its value and the remedy.</exception>
    public static CatalogItem Checked(CatalogItem item, string parameter)
    {
        ArgumentNullException.ThrowIfNull(item, parameter);
        return Fault(item) is { } fault
            ? throw new ArgumentException(fault, parameter)
            : item with { Components = item.Components.Count == 0 ? [] : [.. item.Components] };
    }

    /// <exception cref="ArgumentException">The message names the field, its value and the remedy.</exception>
    public static Location Checked(Location location, string parameter)
    {
        ArgumentNullException.ThrowIfNull(location, parameter);
        return Fault(location) is { } fault ? throw new ArgumentException(fault, parameter) : location;
    }

    /// <summary>Whether two items say the same; the record's own equality compares components by reference.</summary>
    public static bool Same(CatalogItem? a, CatalogItem b) =>
        a is not null && a.Category == b.Category && a.BackorderLimit == b.BackorderLimit && a.Components.SequenceEqual(b.Components);

    private static string? Fault(Location location)
    {
        if (location.Id.IsDefault)
        {
            return "Location.Id has no value; give the location an id.";
        }

        return location.Name is null ? null : IdentifierRules.Fault(location.Name, $"Name of location '{location.Id}'", NameLengthMax);
    }

    private static string? Fault(CatalogItem item)
    {
        if (item.Sku.IsDefault)
        {
            return "CatalogItem.Sku has no value; give the item a SKU.";
        }

        if (item.Category is not null && IdentifierRules.Fault(item.Category, $"Category of '{item.Sku}'", CategoryLengthMax) is { } fault)
        {
            return fault;
        }

        if (item.BackorderLimit is < 0 or > StockLine.QuantityMax)
        {
            return $"BackorderLimit of '{item.Sku}' is {item.BackorderLimit}; use 0 for none, or the units that may be promised beyond "
                + $"what is there, up to {StockLine.QuantityMax}.";
        }

        return item.Components is null
            ? $"Components of '{item.Sku}' is null; use an empty list for an ordinary article."
            : ComponentFault(item);
    }

    private static string? ComponentFault(CatalogItem item)
    {
        HashSet<Sku> seen = [];
        foreach (var component in item.Components)
        {
            if (component.Sku.IsDefault)
            {
                return $"Kit '{item.Sku}' has a component without a SKU; name the article.";
            }

            if (component.Quantity is < 1 or > StockLine.QuantityMax)
            {
                return $"Kit '{item.Sku}' has {component.Quantity} units of component '{component.Sku}'; use 1 to {StockLine.QuantityMax}.";
            }

            if (!seen.Add(component.Sku))
            {
                return $"Kit '{item.Sku}' names component '{component.Sku}' twice; name it once, with the sum of its units.";
            }
        }

        return null;
    }
}
