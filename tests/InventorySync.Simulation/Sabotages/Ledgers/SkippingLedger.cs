using InventorySync.Simulation.Storage;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Simulation.Sabotages.Ledgers;

/// <inheritdoc cref="Sabotage.SkipVersion"/>
internal sealed class SkippingLedger : LedgerDecorator
{
    private bool _hasSkipped;

    public SkippingLedger(ILedgerStore inner)
        : base(inner)
    {
    }

    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        var result = await Inner.CommitAsync(batch, cancellationToken);
        if (result.Status == CommitStatus.Committed && !_hasSkipped && result.LevelsAfter.FirstOrDefault(level => level.Version > 3) is { Version: > 3 } level)
        {
            _hasSkipped = await Inner.CorrectAsync(
                level,
                new Movement
                {
                    Sku = level.Sku,
                    Location = level.Location,
                    Version = level.Version + 2,
                    Operation = new OperationId("skip"),
                    Kind = OperationKind.Correct,
                    OnHandDelta = 0,
                    ReservedDelta = 0,
                    OnHand = level.OnHand,
                    Reserved = level.Reserved,
                    OccurredAt = batch.RecordedAt,
                    RecordedAt = batch.RecordedAt,
                },
                cancellationToken);
        }

        return result;
    }
}
