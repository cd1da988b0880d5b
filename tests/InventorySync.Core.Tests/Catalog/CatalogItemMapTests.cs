using InventorySync.Stock;

namespace InventorySync.Catalog;

public sealed class CatalogItemMapTests
{
    [Fact]
    public void With_OneOfManyItems_CopiesAFewKilobytesAndNotTheWholeMap()
    {
        var map = CatalogItemMap.Empty.With(Enumerable.Range(0, 200_000).Select(number => new CatalogItem { Sku = new Sku($"SKU-{number}") }));
        CatalogItem[] change = [new CatalogItem { Sku = new Sku("SKU-77"), BackorderLimit = 1 }];
        map.With(change);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var changed = map.With(change);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(200_000, changed.Count);
        Assert.InRange(allocated, 1, 10_000);
    }

    [Fact]
    public void Find_AnyItem_AllocatesNothing()
    {
        var sku = new Sku("SKU-1");
        var map = CatalogItemMap.Empty.With([new CatalogItem { Sku = sku }]);
        Assert.NotNull(map.Find(sku));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = map.Find(sku);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotNull(found);
    }
}
