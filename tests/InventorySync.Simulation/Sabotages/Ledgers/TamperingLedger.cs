using InventorySync.Reservations;
using InventorySync.Simulation.Storage;
using InventorySync.Storage;

namespace InventorySync.Simulation.Sabotages.Ledgers;

/// <summary>Writes holds otherwise than it was told: see <see cref="Sabotage.ForgetPins"/> and <see cref="Sabotage.KeepHoldsOpen"/>.</summary>
internal sealed class TamperingLedger : LedgerDecorator
{
    private readonly Func<Reservation, Reservation> _tamper;

    public TamperingLedger(ILedgerStore inner, Func<Reservation, Reservation> tamper)
        : base(inner) => _tamper = tamper;

    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        var copy = BatchCopy.Of(batch);
        for (var i = 0; i < copy.Reservations.Count; i++)
        {
            copy.Reservations[i] = copy.Reservations[i] with { After = _tamper(copy.Reservations[i].After) };
        }

        return Inner.CommitAsync(copy, cancellationToken);
    }
}
