using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine;

/// <summary>Is told of every commit of this process, on the writer's loop.</summary>
internal interface ICommitObserver
{
    /// <summary>A batch is durable. Must return at once, keep no reference to the batch, and not throw.</summary>
    /// <param name="batch">What was written.</param>
    /// <param name="levelsAfter">The levels after it, index by index as in <see cref="CommitBatch.Levels"/>.</param>
    void OnCommitted(CommitBatch batch, IReadOnlyList<Level> levelsAfter);

    /// <summary>
    /// An operation was found in the store that this process had no answer for: its commit's reply was lost, or another
    /// process applied it. Must return at once and not throw.
    /// </summary>
    /// <param name="recorded">The operation.</param>
    /// <param name="isRepeat">Whether it was applied before this process was asked; otherwise it is this process's own, of which nobody has been told.</param>
    void OnFound(RecordedOperation recorded, bool isRepeat)
    {
    }
}
