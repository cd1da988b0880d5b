using InventorySync.Simulation.Storage;
using InventorySync.Storage;

namespace InventorySync.Simulation.Sabotages.Ledgers;

/// <summary>Writes without looking at the guard of some levels: see <see cref="Sabotage.SkipGuards"/> and <see cref="Sabotage.SkipConfirmations"/>.</summary>
internal sealed class UnguardedLedger : LedgerDecorator
{
    private readonly Predicate<LevelChange> _skips;

    public UnguardedLedger(ILedgerStore inner, Predicate<LevelChange> skips)
        : base(inner) => _skips = skips;

    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        var copy = BatchCopy.Of(batch);
        for (var i = 0; i < copy.Levels.Count; i++)
        {
            if (_skips(copy.Levels[i]))
            {
                copy.Levels[i] = copy.Levels[i] with { VersionExact = null, AvailableMin = long.MinValue, OnHandMin = long.MinValue };
            }
        }

        return Inner.CommitAsync(copy, cancellationToken);
    }
}
