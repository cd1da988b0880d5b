using System.Buffers;
using System.Runtime.InteropServices;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Broadcast;

/// <summary>Turns each commit into signals for the dispatchers. Runs on the writer's loop.</summary>
internal sealed class CommitSignals : ICommitObserver
{
    private readonly BroadcastSignals _signals;
    private readonly ChannelRegistry _channels;
    private readonly ICatalog _catalog;

    public CommitSignals(BroadcastSignals signals, ChannelRegistry channels, ICatalog catalog)
    {
        _signals = signals;
        _channels = channels;
        _catalog = catalog;
    }

    public void OnCommitted(CommitBatch batch, IReadOnlyList<Level> levelsAfter)
    {
        var changes = ArrayPool<LevelSigns>.Shared.Rent(Math.Max(1, batch.Levels.Count));
        _signals.CommitBegin();
        try
        {
            Array.Clear(changes, 0, batch.Levels.Count);
            foreach (ref readonly var draft in CollectionsMarshal.AsSpan(batch.Movements))
            {
                changes[draft.Level] |= SignsOf(batch.Operations[draft.Operation].Kind, draft);
            }

            // The orders first: a dispatcher that wakes up in between must not take the channel's own sale for somebody else's.
            foreach (var order in batch.Orders)
            {
                SignalOwnOrder(order, batch, changes);
            }

            for (var i = 0; i < batch.Levels.Count; i++)
            {
                var sku = batch.Levels[i].Key.Sku;
                if (changes[i].HasFlag(LevelSigns.Otherwise))
                {
                    _signals.SkuChanged(sku);
                }
                else if (changes[i] != LevelSigns.None)
                {
                    _signals.SkuSold(sku);
                }
            }
        }
        finally
        {
            ArrayPool<LevelSigns>.Shared.Return(changes);
            _signals.CommitEnd();
        }
    }

    /// <summary>A commit whose answer was lost changed stock all the same: without this, its channels would hear of it only by chance.</summary>
    public void OnFound(RecordedOperation recorded)
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

    // A line concerns the channel's own quantity where it took or gave back units, or where units were cancelled, even if
    // they had been ordered and cancelled again before the order was first read. Shipping alone concerns only a channel that
    // subtracts its own open orders: there it ends the subtracting.
    private void SignalOwnOrder(in OrderChange change, CommitBatch batch, LevelSigns[] changes)
    {
        var channel = change.After.Key.Channel;
        var isAnyLine = _channels.Find(channel) is { Descriptor.SubtractsOwnOpenOrders: true };
        foreach (var line in change.After.Lines)
        {
            if (isAnyLine || line.Line.Cancelled > 0 || IsMoved(line.Line.Sku))
            {
                _signals.OwnOrderChanged(channel, line.Line.Sku);
                continue;
            }

            foreach (var component in line.Components)
            {
                if (IsMoved(component.Sku))
                {
                    _signals.OwnOrderChanged(channel, line.Line.Sku);
                    break;
                }
            }
        }

        bool IsMoved(Sku sku)
        {
            var levels = CollectionsMarshal.AsSpan(batch.Levels);
            for (var i = FirstOf(levels, sku); i < levels.Length && levels[i].Key.Sku == sku; i++)
            {
                if (changes[i].HasFlag(LevelSigns.ByOrder))
                {
                    return true;
                }
            }

            return false;
        }
    }

    // The levels are ordered by key: a large batch of large orders must not cost their product.
    private static int FirstOf(ReadOnlySpan<LevelChange> levels, Sku sku)
    {
        var (low, high) = (0, levels.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = levels[middle].Key.Sku.CompareTo(sku) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static LevelSigns SignsOf(OperationKind kind, in MovementDraft draft) => kind switch
    {
        OperationKind.RecordOrder when draft.OnHandDelta != draft.ReservedDelta => LevelSigns.BySale | LevelSigns.ByOrder,
        OperationKind.Adjust or OperationKind.Damage or OperationKind.Count or OperationKind.Correct => LevelSigns.Otherwise,
        _ => LevelSigns.BySale,
    };

    /// <summary>What moved a level in a batch.</summary>
    [Flags]
    private enum LevelSigns : byte
    {
        None = 0,
        BySale = 1,
        ByOrder = 2,
        Otherwise = 4,
    }
}
