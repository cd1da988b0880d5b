using InventorySync.Catalog;
using InventorySync.Storage;

namespace InventorySync.Simulation.Storage;

/// <summary>The catalogue's tables as one incarnation reaches them.</summary>
internal sealed class ProcessCatalog : ICatalogStore
{
    private readonly ICatalogStore _durable;
    private readonly StoreDoor _door;

    public ProcessCatalog(ICatalogStore durable, StoreDoor door)
    {
        _durable = durable;
        _door = door;
    }

    public Task<IReadOnlyList<Location>> ReadLocationsAsync(CancellationToken cancellationToken = default) =>
        _door.CallAsync("read locations", () => _durable.ReadLocationsAsync(CancellationToken.None), cancellationToken);

    public IAsyncEnumerable<CatalogItem> ReadItemsAsync(CancellationToken cancellationToken = default) =>
        _door.StreamAsync("read items", () => _durable.ReadItemsAsync(CancellationToken.None), cancellationToken);

    public Task SaveAsync(Location location, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"save location {location.Id}", () => _durable.SaveAsync(location, CancellationToken.None), cancellationToken);

    public Task SaveAsync(IReadOnlyList<CatalogItem> items, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"save {items.Count} items", () => _durable.SaveAsync(items, CancellationToken.None), cancellationToken);
}
