using InventorySync.Simulation.Storage;
using InventorySync.Storage;

namespace InventorySync.Simulation.Sabotages.Ledgers;

/// <inheritdoc cref="Sabotage.ForgetOrders"/>
internal sealed class OrderlessLedger : LedgerDecorator
{
    public OrderlessLedger(ILedgerStore inner)
        : base(inner)
    {
    }

    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        var copy = BatchCopy.Of(batch);
        copy.Orders.Clear();
        return Inner.CommitAsync(copy, cancellationToken);
    }
}
