using System.Buffers;
using System.Runtime.InteropServices;
using InventorySync.Stock;

namespace InventorySync.Storage.Coordination;

/// <summary>Tells what a commit changed, for those who were not there.</summary>
/// <remarks>Pure; safe from any thread as long as the batch is left alone.</remarks>
public static class CommitChanges
{
    /// <summary>Adds what a committed batch changed: first its orders, since a channel's own sale must not be taken for somebody else's; then its stock, by SKU.</summary>
    /// <param name="batch">The batch, its levels ordered by key.</param>
    /// <param name="changes">Gets the changes, each SKU of the stock once.</param>
    public static void Collect(CommitBatch batch, List<StoreChange> changes)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(changes);
        var levels = CollectionsMarshal.AsSpan(batch.Levels);
        var rented = ArrayPool<Signs>.Shared.Rent(Math.Max(1, levels.Length));
        var signs = rented.AsSpan(0, levels.Length);
        signs.Clear();
        foreach (ref readonly var draft in CollectionsMarshal.AsSpan(batch.Movements))
        {
            signs[draft.Level] |= SignsOf(batch.Operations[draft.Operation].Kind, draft);
        }

        foreach (var order in batch.Orders)
        {
            AddOrder(order, levels, signs, changes);
        }

        AddStock(levels, signs, changes);
        ArrayPool<Signs>.Shared.Return(rented);
    }

    private static void AddStock(ReadOnlySpan<LevelChange> levels, ReadOnlySpan<Signs> signs, List<StoreChange> changes)
    {
        for (var i = 0; i < levels.Length;)
        {
            var sku = levels[i].Key.Sku;
            var ofSku = Signs.None;
            for (; i < levels.Length && levels[i].Key.Sku == sku; i++)
            {
                ofSku |= signs[i];
            }

            if (ofSku != Signs.None)
            {
                changes.Add(new StoreChange(ofSku.HasFlag(Signs.Otherwise) ? StoreChangeKind.Stock : StoreChangeKind.Sold, Sku: sku));
            }
        }
    }

    // A line concerns the channel's own quantity where it took or gave back units, or where units were cancelled, even if
    // they had been ordered and cancelled again before the order was first read.
    private static void AddOrder(in OrderChange change, ReadOnlySpan<LevelChange> levels, ReadOnlySpan<Signs> signs, List<StoreChange> changes)
    {
        foreach (var line in change.After.Lines)
        {
            var isMoved = line.Line.Cancelled > 0 || IsMoved(line.Line.Sku, levels, signs);
            for (var i = 0; !isMoved && i < line.Components.Count; i++)
            {
                isMoved = IsMoved(line.Components[i].Sku, levels, signs);
            }

            changes.Add(new StoreChange(isMoved ? StoreChangeKind.OwnOrder : StoreChangeKind.OwnOrderShipped, change.After.Key.Channel, line.Line.Sku));
        }
    }

    private static bool IsMoved(Sku sku, ReadOnlySpan<LevelChange> levels, ReadOnlySpan<Signs> signs)
    {
        for (var i = FirstOf(levels, sku); i < levels.Length && levels[i].Key.Sku == sku; i++)
        {
            if (signs[i].HasFlag(Signs.ByOrder))
            {
                return true;
            }
        }

        return false;
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

    private static Signs SignsOf(OperationKind kind, in MovementDraft draft) => kind switch
    {
        OperationKind.RecordOrder when draft.OnHandDelta != draft.ReservedDelta => Signs.BySale | Signs.ByOrder,
        OperationKind.Adjust or OperationKind.Damage or OperationKind.Count or OperationKind.Correct => Signs.Otherwise,
        _ => Signs.BySale,
    };

    /// <summary>What moved a level in a batch.</summary>
    [Flags]
    private enum Signs : byte
    {
        None = 0,
        BySale = 1,
        ByOrder = 2,
        Otherwise = 4,
    }
}
