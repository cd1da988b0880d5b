using InventorySync.Catalog;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>Items and locations in tables.</summary>
internal class EfCatalogStore : ICatalogStore
{
    private static readonly Upsert LocationUpsert = new("locations", ["id"], ["name", "priority", "is_active"]);
    private static readonly Upsert ItemUpsert = new("items", ["sku"], ["category", "backorder_limit", "components"]);

    private readonly InventoryDatabase _database;

    public EfCatalogStore(InventoryDatabase database) => _database = database;

    public Task<IReadOnlyList<Location>> ReadLocationsAsync(CancellationToken cancellationToken = default) =>
        _database.ReadAsync<IReadOnlyList<Location>>(
            async context => await context.Locations
                .OrderBy(row => row.Id)
                .Select(row => new Location { Id = new LocationId(row.Id), Name = row.Name, Priority = row.Priority, IsActive = row.IsActive })
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);

    public IAsyncEnumerable<CatalogItem> ReadItemsAsync(CancellationToken cancellationToken = default) =>
        _database.StreamAsync(
            context => context.Items
                .OrderBy(row => row.Sku)
                .Select(row => new CatalogItem
                {
                    Sku = new Sku(row.Sku),
                    Category = row.Category,
                    BackorderLimit = row.BackorderLimit,
                    Components = StoredJson.ToComponents(row.Components),
                })
                .AsAsyncEnumerable(),
            cancellationToken);

    public Task SaveAsync(Location location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        return _database.WriteAsync(
            async context =>
            {
                await LocationUpsert.WriteAsync(
                    context,
                    [location],
                    static saved => [saved.Id.Value, saved.Name, saved.Priority, saved.IsActive],
                    cancellationToken).ConfigureAwait(false);
                await NoteChangeAsync(context, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    public Task SaveAsync(IReadOnlyList<CatalogItem> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return _database.WriteAsync(
            async context =>
            {
                await ItemUpsert.WriteAsync(
                    context,
                    items,
                    static item => [item.Sku.Value, item.Category, item.BackorderLimit, StoredJson.OfComponents(item.Components)],
                    cancellationToken).ConfigureAwait(false);
                await NoteChangeAsync(context, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Notes, in the transaction of the save, that the catalogue changed; where one process has the store nobody needs to know.</summary>
    protected virtual Task NoteChangeAsync(InventoryDbContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
