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
    public void With_ItemsThatShareBuckets_ReplacesOneAndKeepsTheOthers()
    {
        // Three items a bucket, so that nearly every change meets neighbours.
        var items = Enumerable.Range(0, 200_000).Select(number => new CatalogItem { Sku = new Sku($"SKU-{number}") }).ToArray();
        var map = CatalogItemMap.Empty.With(items);
        for (var number = 0; number < items.Length; number += 400)
        {
            items[number] = items[number] with { BackorderLimit = number };
            map = map.With([items[number]]);
        }

        Assert.Equal(items.Length, map.Count);
        Assert.DoesNotContain(items, item => !ReferenceEquals(item, map.Find(item.Sku)));
        Assert.Null(map.Find(new Sku("SKU-200000")));
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
