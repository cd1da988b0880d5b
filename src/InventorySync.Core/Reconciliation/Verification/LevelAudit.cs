using InventorySync.Stock;

namespace InventorySync.Reconciliation.Verification;

/// <summary>Replays one level's movements and notes where the chain breaks. Pure state, reused from level to level.</summary>
/// <remarks>An intact chain begins at zero and each row adds up, so its last row is the sum of all (I2 follows from I6).</remarks>
internal sealed class LevelAudit
{
    /// <summary>One broken ledger can have as many faults as rows; the first few tell a person where to look.</summary>
    private const int FaultsMax = 10;

    private readonly List<LedgerDifference> _faults = [];
    private LevelKey _key;

    /// <summary>The level as its ledger has it.</summary>
    public Level Last { get; private set; }

    public long Rows { get; private set; }

    public bool IsIntact => _faults.Count == 0;

    /// <summary>Where the chain breaks, in the order of the rows.</summary>
    public IReadOnlyList<LedgerDifference> Faults => _faults;

    public void Begin(in LevelKey key)
    {
        _key = key;
        _faults.Clear();
        Last = new Level(key.Sku, key.Location, 0, 0, 0);
        Rows = 0;
    }

    public void Add(Movement movement)
    {
        Rows++;
        Compare(LedgerDifferenceKind.ChainGap, movement.Version, Last.Version + 1, movement.Version);
        Compare(LedgerDifferenceKind.ChainOnHand, movement.Version, Last.OnHand + movement.OnHandDelta, movement.OnHand);
        Compare(LedgerDifferenceKind.ChainReserved, movement.Version, Last.Reserved + movement.ReservedDelta, movement.Reserved);

        // From here on as the row says: one fault is told once, not again at every row after it.
        Last = new Level(_key.Sku, _key.Location, movement.OnHand, movement.Reserved, movement.Version);
    }

    private void Compare(LedgerDifferenceKind kind, long version, long expected, long found)
    {
        if (expected != found && _faults.Count < FaultsMax)
        {
            _faults.Add(new LedgerDifference(kind, _key, version, expected, found, IsRepairable: false));
        }
    }
}
