using InventorySync.Stock;

namespace InventorySync.Reconciliation.Verification;

/// <summary>Replays one level's movements and notes where the chain breaks. Pure state, reused from level to level.</summary>
/// <remarks>
/// An intact chain begins at zero, or where its archived part ended, and each row adds up: so its last row is the sum of all (I2
/// follows from I6).
/// </remarks>
internal sealed class LevelAudit
{
    /// <summary>One broken ledger can have as many faults as rows; the first few tell a person where to look.</summary>
    private const int FaultsMax = 10;

    private readonly List<LedgerDifference> _faults = [];
    private LevelKey _key;
    private Level? _opening;
    private bool _includesArchived;
    private bool _isPartial;

    /// <summary>The level as its ledger has it.</summary>
    public Level Last { get; private set; }

    public long Rows { get; private set; }

    public bool IsIntact => _faults.Count == 0;

    /// <summary>Where the chain breaks, in the order of the rows.</summary>
    public IReadOnlyList<LedgerDifference> Faults => _faults;

    public void Begin(in LevelKey key) => Begin(key, opening: null, includesArchived: false);

    /// <param name="key">The level.</param>
    /// <param name="opening">The level after its last archived movement; null: none was archived.</param>
    /// <param name="includesArchived">Whether archived movements come too; otherwise those after the opening.</param>
    public void Begin(in LevelKey key, Level? opening, bool includesArchived)
    {
        _key = key;
        _opening = opening;
        _includesArchived = includesArchived;
        _isPartial = false;
        _faults.Clear();
        Last = includesArchived || opening is null ? new Level(key.Sku, key.Location, 0, 0, 0) : opening.Value;
        Rows = 0;
    }

    public void Add(Movement movement)
    {
        if (_includesArchived && movement.Version > Last.Version + 1 && (Rows == 0 || _isPartial))
        {
            SkipDropped(movement);
        }

        Rows++;
        Compare(LedgerDifferenceKind.ChainGap, movement.Version, Last.Version + 1, movement.Version);
        Compare(LedgerDifferenceKind.ChainOnHand, movement.Version, Last.OnHand + movement.OnHandDelta, movement.OnHand);
        Compare(LedgerDifferenceKind.ChainReserved, movement.Version, Last.Reserved + movement.ReservedDelta, movement.Reserved);
        if (_includesArchived && _opening is { } opening && opening.Version == movement.Version)
        {
            Compare(LedgerDifferenceKind.ChainOnHand, movement.Version, opening.OnHand, movement.OnHand);
            Compare(LedgerDifferenceKind.ChainReserved, movement.Version, opening.Reserved, movement.Reserved);
        }

        // From here on as the row says: one fault is told once, not again at every row after it.
        Last = new Level(_key.Sku, _key.Location, movement.OnHand, movement.Reserved, movement.Version);
    }

    /// <summary>The level has no movement to replay: then it is what the opening says.</summary>
    public void End()
    {
        if (Rows == 0 && _opening is { } opening)
        {
            Last = opening;
        }
    }

    /// <summary>
    /// Archived movements may be dropped, the oldest months first: never those after the opening. Where clocks disagreed, a month has rows
    /// among those of the next.
    /// </summary>
    private void SkipDropped(Movement next)
    {
        if (_opening is not { } opening || next.Version > opening.Version + 1)
        {
            return;
        }

        _isPartial = true;
        Last = next.Version == opening.Version + 1
            ? opening
            : new Level(_key.Sku, _key.Location, next.OnHand - next.OnHandDelta, next.Reserved - next.ReservedDelta, next.Version - 1);
    }

    private void Compare(LedgerDifferenceKind kind, long version, long expected, long found)
    {
        if (expected != found && _faults.Count < FaultsMax)
        {
            _faults.Add(new LedgerDifference(kind, _key, version, expected, found, IsRepairable: false));
        }
    }
}
