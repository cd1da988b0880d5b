using InventorySync.Catalog;
using InventorySync.Engine.Evaluation;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine.Writing;

/// <summary>Reads what a batch needs to be decided and is not in memory.</summary>
/// <remarks>Owned by the writer's loop.</remarks>
internal sealed class BatchLoader
{
    private readonly ILedgerStore _ledger;
    private readonly LevelCache _levels;
    private readonly BatchKeys _keys;

    public BatchLoader(ILedgerStore ledger, LevelCache levels)
    {
        _ledger = ledger;
        _levels = levels;
        _keys = new BatchKeys(levels);
    }

    /// <summary>Whether anything has to be read; <see cref="ReadAsync"/> reads it.</summary>
    public bool NeedsRead(List<PendingOperation> operations, ICatalogView catalog, bool isReload)
    {
        _keys.Collect(operations, catalog, isReload);
        return !_keys.Keys.IsEmpty;
    }

    /// <summary>Reads it; levels go into memory.</summary>
    public async Task<LedgerState> ReadAsync()
    {
        var loaded = await _ledger.LoadAsync(_keys.Keys, CancellationToken.None).ConfigureAwait(false);
        Store(loaded);

        // Holds and orders name SKUs of their own, which are known only now.
        _keys.CollectFrom(loaded);
        if (!_keys.Keys.IsEmpty)
        {
            Store(await _ledger.LoadAsync(_keys.Keys, CancellationToken.None).ConfigureAwait(false));
        }

        return loaded;
    }

    /// <summary>What the ledger has of these operations.</summary>
    public async Task<IReadOnlyList<RecordedOperation>> ReadOperationsAsync(IReadOnlyList<OperationId> ids)
    {
        var keys = new LedgerKeys();
        keys.Operations.AddRange(ids);
        return (await _ledger.LoadAsync(keys, CancellationToken.None).ConfigureAwait(false)).Operations;
    }

    private void Store(LedgerState loaded)
    {
        foreach (var level in loaded.Levels)
        {
            _levels.Store(level);
        }
    }
}
