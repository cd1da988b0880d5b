using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Reconciliation.Verification;

/// <summary>Verifies the ledger, and repairs it by recorded corrections.</summary>
internal sealed partial class LedgerVerifier : ILedgerVerifier
{
    private readonly ILedgerStore _ledger;
    private readonly ICatalog _catalog;
    private readonly BroadcastSignals _signals;
    private readonly LoopRuntime _runtime;
    private readonly ILogger<LedgerVerifier> _logger;

    public LedgerVerifier(IInventoryStore store, ICatalog catalog, BroadcastSignals signals, LoopRuntime runtime, ILogger<LedgerVerifier> logger)
    {
        _ledger = store.Ledger;
        _catalog = catalog;
        _signals = signals;
        _runtime = runtime;
        _logger = logger;
    }

    public Task<LedgerReport> VerifyAsync(CancellationToken cancellationToken = default) =>
        VerifyAsync(includeArchived: false, cancellationToken);

    public Task<LedgerReport> VerifyAsync(bool includeArchived, CancellationToken cancellationToken = default) =>
        ScanAsync(includeArchived, static _ => ValueTask.CompletedTask, cancellationToken);

    public async Task<LedgerRepair> RepairAsync(bool dryRun = true, CancellationToken cancellationToken = default)
    {
        long corrected = 0, moved = 0;
        var corrections = new List<Movement>();
        var report = await ScanAsync(includeArchived: false, CorrectAsync, cancellationToken).ConfigureAwait(false);
        return new LedgerRepair
        {
            Report = report,
            IsDryRun = dryRun,
            CorrectedCount = corrected,
            MovedCount = moved,
            Corrections = corrections,
        };

        async ValueTask CorrectAsync(LevelFinding finding)
        {
            if (!finding.IsRepairable)
            {
                return;
            }

            var correction = finding.ToCorrection(new OperationId(_runtime.NewUuid()), _runtime.Now);
            if (!dryRun && !await _ledger.CorrectAsync(finding.Level, correction, cancellationToken).ConfigureAwait(false))
            {
                moved++;
                Log.Missed(_logger, finding.Level.Key);
                return;
            }

            corrected++;
            if (corrections.Count < LedgerReport.DifferencesMax)
            {
                corrections.Add(correction);
            }

            if (!dryRun)
            {
                Log.Corrected(_logger, finding.Level.Key, correction.Reason!);
                _signals.SkuChanged(finding.Level.Sku);
            }
        }
    }

    private async Task<LedgerReport> ScanAsync(bool includeArchived, Func<LevelFinding, ValueTask> onFinding, CancellationToken cancellationToken)
    {
        var startedAt = _runtime.Now;
        long count = 0, repairable = 0, hints = 0;
        var listed = new List<LedgerDifference>();
        var scan = new LedgerScan(_ledger, sku => _catalog.FindItem(sku)?.BackorderLimit ?? 0, NoteAsync, includeArchived: includeArchived);
        await scan.RunAsync(cancellationToken).ConfigureAwait(false);
        var report = new LedgerReport
        {
            StartedAt = startedAt,
            Duration = _runtime.Now - startedAt,
            Levels = scan.Levels,
            Movements = scan.Movements,
            DifferenceCount = count,
            RepairableCount = repairable,
            HintCount = hints,
            UnsettledCount = scan.Unsettled,
            Differences = listed,
        };
        if (report.IsSound)
        {
            Log.Verified(_logger, report.Levels, report.Movements);
        }
        else
        {
            Log.NotSound(_logger, report.DifferenceCount, report.Levels, report.Differences[0]);
        }

        return report;

        ValueTask NoteAsync(LevelFinding finding)
        {
            foreach (var difference in finding.Differences)
            {
                count++;
                repairable += difference.IsRepairable ? 1 : 0;
                hints += difference.Kind == LedgerDifferenceKind.Uncovered ? 1 : 0;
                if (listed.Count < LedgerReport.DifferencesMax)
                {
                    listed.Add(difference);
                }
            }

            return onFinding(finding);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(ReconciliationEvents.Verified, LogLevel.Information, "The ledger is sound: {Levels} levels, {Movements} movements")]
        public static partial void Verified(ILogger logger, long levels, long movements);

        [LoggerMessage(ReconciliationEvents.NotSound, LogLevel.Error, "The ledger is not sound: {Differences} differences among {Levels} levels, the first: {First}")]
        public static partial void NotSound(ILogger logger, long differences, long levels, LedgerDifference first);

        [LoggerMessage(ReconciliationEvents.Corrected, LogLevel.Warning, "Level {Level} was corrected: {Reason}")]
        public static partial void Corrected(ILogger logger, LevelKey level, string reason);

        [LoggerMessage(ReconciliationEvents.CorrectionMissed, LogLevel.Information, "Level {Level} moved before it could be corrected; repair again")]
        public static partial void Missed(ILogger logger, LevelKey level);
    }
}
