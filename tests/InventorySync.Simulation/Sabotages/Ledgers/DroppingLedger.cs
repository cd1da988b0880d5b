using InventorySync.Simulation.Storage;
using InventorySync.Simulation.Worlds;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Simulation.Sabotages.Ledgers;

/// <inheritdoc cref="Sabotage.DropCommit"/>
internal sealed class DroppingLedger : LedgerDecorator
{
    private readonly Chance _chance;

    public DroppingLedger(ILedgerStore inner, Chance chance)
        : base(inner) => _chance = chance;

    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        if (batch.Operations.Count == 0 || !_chance.Happens(0.05))
        {
            return await Inner.CommitAsync(batch, cancellationToken);
        }

        var levels = await Inner.ReadLevelsAsync([.. batch.Levels.Select(change => change.Key.Sku).Distinct()], cancellationToken);
        return CommitResult.Committed([.. batch.Levels.Select(change => After(change, levels))]);
    }

    private static Level After(LevelChange change, IReadOnlyList<Level> levels)
    {
        var before = levels.FirstOrDefault(level => level.Key == change.Key);
        return new Level(
            change.Key.Sku, change.Key.Location, before.OnHand + change.OnHandDelta, before.Reserved + change.ReservedDelta, before.Version + change.MovementCount);
    }
}
