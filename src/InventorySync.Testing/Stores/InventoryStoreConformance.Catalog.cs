using InventorySync.Catalog;
using InventorySync.Stock;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Items and locations.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>A location is added, then replaced; all come by id.</summary>
    [Fact]
    public async Task SaveLocation_AddedAndReplaced_IsReadById()
    {
        Assert.Empty(await Store.Catalog.ReadLocationsAsync());
        await Store.Catalog.SaveAsync(new Location { Id = South });
        await Store.Catalog.SaveAsync(new Location { Id = North, Name = "Norden", Priority = -3, IsActive = false });
        await Store.Catalog.SaveAsync(new Location { Id = South, Name = "Süden", Priority = 7 });
        await ReopenAsync();

        Assert.Equal(
            [new Location { Id = North, Name = "Norden", Priority = -3, IsActive = false }, new Location { Id = South, Name = "Süden", Priority = 7 }],
            await Store.Catalog.ReadLocationsAsync());
    }

    /// <summary>Items are added, then replaced whole; all come by SKU.</summary>
    [Fact]
    public async Task SaveItems_AddedAndReplaced_AreReadBySku()
    {
        await Store.Catalog.SaveAsync([]);
        await Store.Catalog.SaveAsync(
        [
            new CatalogItem { Sku = Tea.Sku, Category = "hot", BackorderLimit = 5 },
            new CatalogItem { Sku = new Sku("KIT"), Components = [new(Tea.Sku, 2), new(Mug.Sku, 1)] },
        ]);
        await Store.Catalog.SaveAsync([new CatalogItem { Sku = Tea.Sku, BackorderLimit = 1 }]);
        await ReopenAsync();

        var items = await ListAsync(Store.Catalog.ReadItemsAsync());

        Assert.Equal([new Sku("KIT"), Tea.Sku], items.Select(item => item.Sku));
        Assert.Equal([new(Tea.Sku, 2), new(Mug.Sku, 1)], items[0].Components);
        Assert.Null(items[1].Category);
        Assert.Equal(1, items[1].BackorderLimit);
        Assert.False(items[1].IsKit);
    }

    /// <summary>A large catalogue is saved in one call.</summary>
    [Fact]
    public async Task SaveItems_Thousands_AreAllThere()
    {
        await Store.Catalog.SaveAsync([.. Enumerable.Range(0, 2_500).Select(i => new CatalogItem { Sku = new Sku($"SKU-{i:D5}"), BackorderLimit = i })]);

        var items = await ListAsync(Store.Catalog.ReadItemsAsync());

        Assert.Equal(Enumerable.Range(0, 2_500).Select(i => (long)i), items.Select(item => item.BackorderLimit));
    }
}
