using InventorySync.Simulation.Storage;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Simulation.Sabotages.Ledgers;

/// <inheritdoc cref="Sabotage.ForgetOperations"/>
internal sealed class ForgetfulLedger : LedgerDecorator
{
    private int _again;

    public ForgetfulLedger(ILedgerStore inner)
        : base(inner)
    {
    }

    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        var result = await Inner.CommitAsync(batch, cancellationToken);
        if (result.Status != CommitStatus.Duplicates)
        {
            return result;
        }

        // Under another name, since the durable store can't be talked into writing one twice.
        var copy = BatchCopy.Of(batch);
        copy.RefusedOperations.Clear();
        for (var i = 0; i < copy.Operations.Count; i++)
        {
            if (result.Duplicates.Contains(copy.Operations[i].Id))
            {
                copy.Operations[i] = copy.Operations[i] with { Id = new OperationId($"{copy.Operations[i].Id}-again-{++_again}") };
            }
        }

        return await Inner.CommitAsync(copy, cancellationToken);
    }
}
