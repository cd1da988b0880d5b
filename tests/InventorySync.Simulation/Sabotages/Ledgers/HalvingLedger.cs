using InventorySync.Simulation.Storage;
using InventorySync.Storage;

namespace InventorySync.Simulation.Sabotages.Ledgers;

/// <inheritdoc cref="Sabotage.HalfApply"/>
internal sealed class HalvingLedger : LedgerDecorator
{
    public HalvingLedger(ILedgerStore inner)
        : base(inner)
    {
    }

    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        // The last operation's last line, where it has several: what a store would leave that writes row by row.
        if (batch.Operations is not [.., { MovementCount: > 1 } last] || batch.Reservations.Count > 0)
        {
            return await Inner.CommitAsync(batch, cancellationToken);
        }

        var copy = BatchCopy.Of(batch);
        var lost = copy.Movements[^1];
        copy.Movements.RemoveAt(copy.Movements.Count - 1);
        copy.Operations[^1] = last with { MovementCount = last.MovementCount - 1 };
        var level = copy.Levels[lost.Level];
        copy.Levels[lost.Level] = level with
        {
            OnHandDelta = level.OnHandDelta - lost.OnHandDelta,
            ReservedDelta = level.ReservedDelta - lost.ReservedDelta,
            MovementCount = level.MovementCount - 1,
        };
        return await Inner.CommitAsync(copy, cancellationToken);
    }
}
