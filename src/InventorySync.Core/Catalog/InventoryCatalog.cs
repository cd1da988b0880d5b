using InventorySync.Broadcast;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Catalog;

/// <summary>Holds the catalogue in memory: read from the store at start and after other processes' saves, replaced whole with each save.</summary>
/// <remarks>Has no loop of its own. Readers never wait; saves take turns, or two kits saved at once could close a circle.</remarks>
internal sealed class InventoryCatalog : ICatalog, ILoop
{
    private readonly IInventoryStore _store;
    private readonly BroadcastSignals _signals;
    private readonly AsyncLock _saves;
    private volatile CatalogSnapshot _current = CatalogSnapshot.Empty;

    public InventoryCatalog(IInventoryStore store, BroadcastSignals signals, LoopRuntime runtime)
    {
        _store = store;
        _signals = signals;
        _saves = new AsyncLock(runtime);
    }

    /// <summary>The catalogue as it is; take it once per batch, so that the batch sees one state.</summary>
    public CatalogSnapshot Current => _current;

    public LoopStage Stage => LoopStage.Catalog;

    public IReadOnlyList<Location> Locations => _current.Locations;

    public CatalogItem? FindItem(Sku sku) => _current.FindItem(sku);

    public Location? FindLocation(LocationId id) => _current.FindLocation(id);

    public IReadOnlyList<KitComponent> Expand(Sku sku) => _current.Expand(sku);

    public IReadOnlyList<Sku> KitsUsing(Sku sku) => _current.KitsUsing(sku);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var turn = await _saves.EnterAsync(cancellationToken).ConfigureAwait(false);
        (_current, _) = await ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the catalogue again, because another process changed it, and signals what differs.</summary>
    /// <exception cref="StorageException">It could not be read, or can't be used; it stays as it was.</exception>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        CatalogSnapshot before;
        CatalogSnapshot after;
        List<CatalogItem> items;
        using (await _saves.EnterAsync(cancellationToken).ConfigureAwait(false))
        {
            before = _current;
            (after, items) = await ReadAsync(cancellationToken).ConfigureAwait(false);
            _current = after;
        }

        if (!before.Locations.SequenceEqual(after.Locations))
        {
            _signals.EverythingChanged();
        }

        foreach (var item in items)
        {
            if (!CatalogRules.Same(before.FindItem(item.Sku), item))
            {
                _signals.SkuChanged(item.Sku);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task SaveAsync(Location location, CancellationToken cancellationToken = default)
    {
        location = CatalogRules.Checked(location, nameof(location));
        bool isChange;
        using (await _saves.EnterAsync(cancellationToken).ConfigureAwait(false))
        {
            isChange = location != _current.FindLocation(location.Id);

            // Written even where memory says the same: another process may have saved something else. The write is short and is
            // not cut off: memory and store would disagree about whether it happened.
            await _store.Catalog.SaveAsync(location, CancellationToken.None).ConfigureAwait(false);
            _current = _current.With([location]);
        }

        if (isChange)
        {
            _signals.EverythingChanged();
        }
    }

    public Task SaveAsync(CatalogItem item, CancellationToken cancellationToken = default) =>
        SaveCheckedAsync([CatalogRules.Checked(item, nameof(item))], cancellationToken);

    public Task SaveAsync(IReadOnlyCollection<CatalogItem> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        CatalogItem[] all = [.. items.Select(item => CatalogRules.Checked(item, nameof(items)))];
        if (all.CountBy(item => item.Sku).FirstOrDefault(count => count.Value > 1) is { Value: > 1 } twice)
        {
            throw new ArgumentException($"'{twice.Key}' is among the items {twice.Value} times; name each SKU once.", nameof(items));
        }

        return SaveCheckedAsync(all, cancellationToken);
    }

    private async Task<(CatalogSnapshot Snapshot, List<CatalogItem> Items)> ReadAsync(CancellationToken cancellationToken)
    {
        var locations = await _store.Catalog.ReadLocationsAsync(cancellationToken).ConfigureAwait(false);
        List<CatalogItem> items = [];
        await foreach (var item in _store.Catalog.ReadItemsAsync(cancellationToken).ConfigureAwait(false))
        {
            items.Add(item);
        }

        try
        {
            return (CatalogSnapshot.Empty.With(locations).With(items), items);
        }
        catch (ArgumentException fault)
        {
            // Saves refuse such kits, so somebody changed the store by other means.
            throw new StorageException($"The stored catalogue can't be used. {fault.Message} Correct it in the store.", isTransient: false, fault);
        }
    }

    private async Task SaveCheckedAsync(CatalogItem[] items, CancellationToken cancellationToken)
    {
        CatalogItem[] changed;
        using (await _saves.EnterAsync(cancellationToken).ConfigureAwait(false))
        {
            var before = _current;
            var after = before.With(items);
            await RefuseKitsWithStockAsync(before, items, cancellationToken).ConfigureAwait(false);
            changed = [.. items.Where(item => !CatalogRules.Same(before.FindItem(item.Sku), item))];

            // Written even where memory says the same: another process may have saved something else. The write is short and is
            // not cut off: memory and store would disagree about whether it happened.
            await _store.Catalog.SaveAsync(items, CancellationToken.None).ConfigureAwait(false);
            _current = after;
        }

        foreach (var item in changed)
        {
            _signals.SkuChanged(item.Sku);
        }
    }

    private async Task RefuseKitsWithStockAsync(CatalogSnapshot before, CatalogItem[] items, CancellationToken cancellationToken)
    {
        Sku[] newKits = [.. items.Where(item => item.IsKit && before.ComponentsOf(item.Sku).IsEmpty).Select(item => item.Sku)];
        if (newKits.Length == 0)
        {
            return;
        }

        foreach (var level in await _store.Ledger.ReadLevelsAsync(newKits, cancellationToken).ConfigureAwait(false))
        {
            if (level.OnHand != 0 || level.Reserved != 0)
            {
                throw new ArgumentException(
                    $"'{level.Sku}' has stock of its own at '{level.Location}' (on hand {level.OnHand}, reserved {level.Reserved}), which a kit "
                    + "can't have. Close its reservations and count it to 0, or give the kit a SKU of its own.",
                    nameof(items));
            }
        }
    }
}
