using InventorySync.Stock;

namespace InventorySync.Catalog;

/// <summary>The SKUs and locations that this system knows, kept in the store and held in memory for the engine.</summary>
/// <remarks>
/// Reading never waits: it answers from an immutable snapshot, which the saves of other processes on the same database reach a
/// moment later. Safe from any thread.
/// </remarks>
public interface ICatalog
{
    /// <summary>All locations, in the order of sourcing: by priority, then by id.</summary>
    IReadOnlyList<Location> Locations { get; }

    /// <summary>The item of a SKU, or null where it has none (which does not mean that it has no stock).</summary>
    CatalogItem? FindItem(Sku sku);

    /// <summary>The location, or null where there is none of that id.</summary>
    Location? FindLocation(LocationId id);

    /// <summary>The components of one unit of <paramref name="sku"/> down to articles with stock of their own, each once, by SKU; the SKU itself where it is no kit.</summary>
    IReadOnlyList<KitComponent> Expand(Sku sku);

    /// <summary>The kits, nested ones too, whose quantity depends on <paramref name="sku"/>; in the order of their ids.</summary>
    IReadOnlyList<Sku> KitsUsing(Sku sku);

    /// <summary>Adds a location or replaces it. Durable when the task completes; every channel is brought up to date.</summary>
    /// <param name="location">The location.</param>
    /// <param name="cancellationToken">Withdraws the change until it is being written.</param>
    /// <exception cref="ArgumentException">The id has no value, or the name is no valid text.</exception>
    /// <exception cref="Storage.StorageException">The store failed; save again, which does no harm if it was saved after all.</exception>
    Task SaveAsync(Location location, CancellationToken cancellationToken = default);

    /// <summary>Adds an item or replaces it. Durable when the task completes; the channels that it touches are brought up to date.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Withdraws the change until it is being written.</param>
    /// <exception cref="ArgumentException">
    /// The backorder limit is negative, a component's quantity is below 1, a component is named twice, the components lead back
    /// to the kit (the message shows the path), or the SKU has stock and was to become a kit.
    /// </exception>
    /// <exception cref="Storage.StorageException">The store failed; save again, which does no harm if it was saved after all.</exception>
    Task SaveAsync(CatalogItem item, CancellationToken cancellationToken = default);

    /// <summary>Adds or replaces many items at once, all or none: the way to import an assortment.</summary>
    /// <param name="items">The items, one per SKU; kits may come before their components.</param>
    /// <param name="cancellationToken">Withdraws the change until it is being written.</param>
    /// <exception cref="ArgumentException">One of them is refused, as by the overload for one item, or a SKU is named twice; nothing was saved.</exception>
    /// <exception cref="Storage.StorageException">The store failed; save again, which does no harm if they were saved after all.</exception>
    Task SaveAsync(IReadOnlyCollection<CatalogItem> items, CancellationToken cancellationToken = default);
}
