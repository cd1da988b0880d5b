using InventorySync.Simulation.Storage;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Simulation.Auditing;

/// <summary>The durable ledger with the auditor listening at its door: what passes here has really been written.</summary>
internal sealed class AuditedLedger : LedgerDecorator
{
    private readonly Auditor _auditor;

    public AuditedLedger(ILedgerStore inner, Auditor auditor)
        : base(inner) => _auditor = auditor;

    public override async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        var result = await Inner.CommitAsync(batch, cancellationToken);
        if (result.Status == CommitStatus.Committed)
        {
            _auditor.Committed(batch, result.LevelsAfter);
        }

        return result;
    }

    public override async Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default)
    {
        var isWritten = await Inner.CorrectAsync(seen, correction, cancellationToken);
        if (isWritten)
        {
            _auditor.Corrected(correction);
        }

        return isWritten;
    }
}
