using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Reconciliation.Verification;

/// <summary>Goes once through levels and movements side by side, in key order, and has a second look at each level that seems to differ.</summary>
/// <remarks>Used by one verification.</remarks>
internal sealed class LedgerScan
{
    /// <summary>Levels whose reserved counts are held at once: some ten megabytes.</summary>
    private const int SegmentEntriesMax = 100_000;

    private readonly ILedgerStore _ledger;
    private readonly SecondLook _secondLook;
    private readonly Func<LevelFinding, ValueTask> _onFinding;
    private readonly bool _includeArchived;
    private readonly ScanSegment _segment;
    private readonly LevelAudit _audit = new();

    /// <param name="ledger">The ledger.</param>
    /// <param name="backorderLimit">How many units of a SKU may be promised beyond what is there.</param>
    /// <param name="onFinding">Takes each confirmed finding, in key order.</param>
    /// <param name="segmentEntriesMax">How many levels are held at once.</param>
    /// <param name="includeArchived">Whether to replay archived movements too.</param>
    public LedgerScan(
        ILedgerStore ledger,
        Func<Sku, long> backorderLimit,
        Func<LevelFinding, ValueTask> onFinding,
        int segmentEntriesMax = SegmentEntriesMax,
        bool includeArchived = false)
    {
        _includeArchived = includeArchived;
        _ledger = ledger;
        _onFinding = onFinding;
        _secondLook = new SecondLook(ledger, backorderLimit, includeArchived);
        _segment = new ScanSegment(segmentEntriesMax);
    }

    public long Levels { get; private set; }

    public long Movements { get; private set; }

    public long Unsettled { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA2007 // The sequences are configured, and with them their enumerators.
        await using var levels = _ledger.ReadAllLevelsAsync(cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        await using var openings = _ledger.ReadOpeningsAsync(sku: null, cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        await using var movements = _ledger.ReadMovementsAsync(new MovementQuery { IncludeArchived = _includeArchived }, cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
#pragma warning restore CA2007
        var hasLevel = await levels.MoveNextAsync();
        var hasOpening = await openings.MoveNextAsync();
        var hasMovement = await movements.MoveNextAsync();
        while (hasLevel || hasMovement)
        {
            var key = hasLevel && (!hasMovement || levels.Current.Key <= KeyOf(movements.Current)) ? levels.Current.Key : KeyOf(movements.Current);
            var level = new Level(key.Sku, key.Location, 0, 0, 0);
            if (hasLevel && levels.Current.Key == key)
            {
                level = levels.Current;
                hasLevel = await levels.MoveNextAsync();
            }

            Level? opening = null;
            while (hasOpening && openings.Current.Key <= key)
            {
                opening = openings.Current.Key == key ? openings.Current : null;
                hasOpening = await openings.MoveNextAsync();
            }

            _audit.Begin(key, opening, _includeArchived);
            while (hasMovement && KeyOf(movements.Current) == key)
            {
                _audit.Add(movements.Current);
                hasMovement = await movements.MoveNextAsync();
            }

            _audit.End();
            Levels++;
            Movements += _audit.Rows;
            _segment.Add(level, _audit);
            if (_segment.IsFull)
            {
                await FinishSegmentAsync(key, cancellationToken).ConfigureAwait(false);
                _segment.MoveOn(key);
            }
        }

        await FinishSegmentAsync(upTo: null, cancellationToken).ConfigureAwait(false);
    }

    private async Task FinishSegmentAsync(LevelKey? upTo, CancellationToken cancellationToken)
    {
        await foreach (var reservation in _ledger.ReadOpenReservationsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in reservation.Lines)
            {
                if (line.Open != 0)
                {
                    _segment.Subtract(new LevelKey(line.Sku, line.Location), line.Open, upTo);
                }
            }
        }

        var suspects = _segment.TakeSuspects();
        if (suspects.Count > 0)
        {
            Unsettled += await _secondLook.TakeAsync(suspects, _onFinding, cancellationToken).ConfigureAwait(false);
        }
    }

    private static LevelKey KeyOf(Movement movement) => new(movement.Sku, movement.Location);
}
