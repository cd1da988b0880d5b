using FsCheck;
using FsCheck.Fluent;
using InventorySync.Stock;
using Property = InventorySync.Generators.Property;

namespace InventorySync.Catalog;

public sealed class CatalogItemMapProperties
{
    [Fact]
    public void With_AnyChanges_FindsWhatADictionaryFindsAndLeavesOlderMapsAsTheyWere() => Property.Holds(Changes, changes =>
    {
        Dictionary<Sku, CatalogItem> model = [];
        var map = CatalogItemMap.Empty;
        List<(CatalogItemMap Map, Dictionary<Sku, CatalogItem> Model)> versions = [];
        foreach (var change in changes)
        {
            versions.Add((map, new(model)));
            map = map.With(change);
            foreach (var item in change)
            {
                model[item.Sku] = item;
            }
        }

        versions.Add((map, model));
        foreach (var version in versions)
        {
            Assert.Equal(version.Model.Count, version.Map.Count);
            Assert.All(Skus, sku => Assert.Same(version.Model.GetValueOrDefault(sku), version.Map.Find(sku)));
        }
    });

    private static readonly Sku[] Skus = [.. Enumerable.Range(0, 40).Select(number => new Sku($"SKU-{number}"))];

    private static Gen<CatalogItem[][]> Changes => Gen.Elements(Skus)
        .Select(sku => new CatalogItem { Sku = sku })
        .ArrayOf()
        .ArrayOf();
}
