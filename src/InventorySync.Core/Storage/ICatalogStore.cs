using InventorySync.Catalog;

namespace InventorySync.Storage;

/// <summary>Keeps items and locations.</summary>
/// <remarks>Safe from any thread.</remarks>
public interface ICatalogStore
{
    /// <summary>Reads every location, by id.</summary>
    Task<IReadOnlyList<Location>> ReadLocationsAsync(CancellationToken cancellationToken = default);

    /// <summary>Streams every item, by SKU.</summary>
    IAsyncEnumerable<CatalogItem> ReadItemsAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds or replaces a location.</summary>
    Task SaveAsync(Location location, CancellationToken cancellationToken = default);

    /// <summary>Adds or replaces items, all or none.</summary>
    Task SaveAsync(IReadOnlyList<CatalogItem> items, CancellationToken cancellationToken = default);
}
