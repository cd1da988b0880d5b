using InventorySync.Catalog;
using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>Items and locations in memory.</summary>
internal sealed class InMemoryCatalog : ICatalogStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<LocationId, Location> _locations = [];
    private readonly SortedDictionary<Sku, CatalogItem> _items = [];

    public Task<IReadOnlyList<Location>> ReadLocationsAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IReadOnlyList<Location>>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Location>>([.. _locations.Values]);
        }
    }

    public IAsyncEnumerable<CatalogItem> ReadItemsAsync(CancellationToken cancellationToken = default) =>
        AsyncSequence.From(
            () =>
            {
                lock (_lock)
                {
                    return _items.Values.ToArray();
                }
            },
            cancellationToken);

    public Task SaveAsync(Location location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        lock (_lock)
        {
            _locations[location.Id] = location;
        }

        return Task.CompletedTask;
    }

    public Task SaveAsync(IReadOnlyList<CatalogItem> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        lock (_lock)
        {
            foreach (var item in items)
            {
                _items[item.Sku] = item;
            }
        }

        return Task.CompletedTask;
    }
}
