using InventorySync.Engine;
using InventorySync.Stock;
using PosIntegration.Replay;

namespace PosIntegration.Audit;

/// <summary>Holds what was asked for and answered against what stands in the ledger: exactly once (I3), and whole or not at all (I5).</summary>
internal sealed class OperationAudit
{
    private const int RepeatsMax = 300;

    private readonly IReadOnlyList<Asked> _asked;
    private readonly LedgerBook _book;

    public OperationAudit(IReadOnlyList<Asked> asked, LedgerBook book)
    {
        _asked = asked;
        _book = book;
    }

    /// <summary>Applied operations, and those refused.</summary>
    public (long Applied, long Refused) Counts => (_asked.LongCount(asked => asked.Status == OutcomeStatus.Applied), _asked.LongCount(asked => asked.Status != OutcomeStatus.Applied));

    /// <summary>Operations whose movements are not what was asked for, once: neither missing nor doubled.</summary>
    public Findings NotOnce()
    {
        var findings = new Findings();
        foreach (var applied in Applied())
        {
            var changes = _book.OnHandByOperation.GetValueOrDefault(applied.Id) ?? [];
            foreach (var (sku, units) in Wanted(applied))
            {
                if (changes.GetValueOrDefault(sku) is var moved && moved != units && moved != 0)
                {
                    findings.Add($"{applied.Id}: {sku} moved by {moved} instead of {units}");
                }
            }
        }

        return findings;
    }

    /// <summary>Applied operations of which a line is missing, and refused ones of which one is there.</summary>
    public Findings NotWhole()
    {
        var findings = new Findings();
        foreach (var applied in Applied())
        {
            var changes = _book.OnHandByOperation.GetValueOrDefault(applied.Id) ?? [];
            var missing = Wanted(applied).Keys.Where(sku => !changes.ContainsKey(sku)).ToList();
            if (missing.Count > 0)
            {
                findings.Add($"{applied.Id} was applied; missing: {string.Join(", ", missing)}");
            }
        }

        var appliedIds = Applied().Select(operation => operation.Id).ToHashSet();
        foreach (var (operation, status, _) in _asked)
        {
            if (status != OutcomeStatus.Applied && !appliedIds.Contains(operation.Id) && _book.OnHandByOperation.ContainsKey(operation.Id))
            {
                findings.Add($"{operation.Id} was refused ({status}) and stands in the ledger");
            }
        }

        return findings;
    }

    /// <summary>Asks again for some hundreds of applied operations; each must answer with its first outcome and change nothing.</summary>
    /// <returns>How many were asked for, and those that answered otherwise.</returns>
    public async Task<(int Asked, Findings Findings)> RepeatAsync(IStockController stock, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var applied = Applied().ToList();
        var step = Math.Max(1, applied.Count / RepeatsMax);
        var repeats = 0;
        for (var i = 0; i < applied.Count; i += step)
        {
            repeats++;
            var outcome = await stock.ApplyAsync(applied[i], cancellationToken).ConfigureAwait(false);
            if (!outcome.IsRepeat || !outcome.IsApplied)
            {
                findings.Add($"{applied[i].Id} asked again: {outcome}");
            }
        }

        return (repeats, findings);
    }

    private IEnumerable<StockOperation> Applied() => _asked.Where(asked => asked.Status == OutcomeStatus.Applied).Select(asked => asked.Operation);

    private static Dictionary<Sku, long> Wanted(StockOperation operation)
    {
        var sign = operation.Kind is OperationKind.Sell or OperationKind.RecordSale ? -1 : 1;
        return operation.Lines.GroupBy(line => line.Sku).ToDictionary(lines => lines.Key, lines => sign * lines.Sum(line => line.Quantity));
    }
}
