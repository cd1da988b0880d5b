using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Storage.Coordination;

namespace InventorySync.Broadcast;

/// <summary>Turns each commit into signals for the dispatchers. Runs on the writer's loop.</summary>
internal sealed class CommitSignals : ICommitObserver
{
    private readonly BroadcastSignals _signals;
    private readonly ChangeSignals _relay;
    private readonly ICatalog _catalog;
    private readonly List<StoreChange> _changes = [];

    public CommitSignals(BroadcastSignals signals, ChannelRegistry channels, ICatalog catalog)
    {
        _signals = signals;
        _relay = new ChangeSignals(signals, channels);
        _catalog = catalog;
    }

    public void OnCommitted(CommitBatch batch, IReadOnlyList<Level> levelsAfter)
    {
        _signals.CommitBegin();
        try
        {
            CommitChanges.Collect(batch, _changes);
            foreach (var change in _changes)
            {
                _relay.Pass(change);
            }
        }
        finally
        {
            _changes.Clear();
            _signals.CommitEnd();
        }
    }

    /// <summary>A commit whose answer was lost changed stock all the same: without this, its channels would hear of it only by chance.</summary>
    public void OnFound(RecordedOperation recorded, bool isRepeat)
    {
        var channel = recorded.Record.Kind == OperationKind.RecordOrder ? recorded.Record.Channel : default;
        foreach (var movement in recorded.Movements)
        {
            if (!channel.IsDefault)
            {
                // The movements name articles; which of the kits made of them was ordered is not known here, so each is doubted.
                _signals.OwnOrderChanged(channel, movement.Sku);
                foreach (var kit in _catalog.KitsUsing(movement.Sku))
                {
                    _signals.OwnOrderChanged(channel, kit);
                }
            }

            _signals.SkuChanged(movement.Sku);
        }
    }
}
