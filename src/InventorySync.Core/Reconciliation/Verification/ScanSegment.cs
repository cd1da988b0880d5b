using InventorySync.Stock;

namespace InventorySync.Reconciliation.Verification;

/// <summary>
/// A stretch of the ledger, in key order, whose reserved counts are compared with the open reservations in one go. Reservations
/// come in the order of their ids, not of levels, so all of them are read once a stretch; the stretch's limit bounds memory.
/// </summary>
internal sealed class ScanSegment
{
    private readonly int _entriesMax;
    private readonly Dictionary<LevelKey, long> _reserved = [];
    private readonly HashSet<LevelKey> _suspects = [];

    public ScanSegment(int entriesMax) => _entriesMax = entriesMax;

    public bool IsFull => _reserved.Count + _suspects.Count >= _entriesMax;

    /// <summary>Where the stretch begins, exclusive; null: at the first level.</summary>
    public LevelKey? After { get; private set; }

    public void Add(in Level level, LevelAudit audit)
    {
        if (level.Reserved != 0)
        {
            _reserved.Add(level.Key, level.Reserved);
        }

        if (!audit.IsIntact || level != audit.Last || level.Available < 0)
        {
            _suspects.Add(level.Key);
        }
    }

    /// <summary>Takes an open reservation's units off what its level has reserved, if the level lies in the stretch.</summary>
    /// <param name="key">The level.</param>
    /// <param name="units">Open units.</param>
    /// <param name="upTo">Where the stretch ends, inclusive; null: after the last level.</param>
    public void Subtract(in LevelKey key, long units, LevelKey? upTo)
    {
        if ((After is { } after && key <= after) || (upTo is { } last && key > last))
        {
            return;
        }

        // A level that is not there has nothing reserved, and the reservation on it shows as a difference.
        var rest = _reserved.GetValueOrDefault(key) - units;
        if (rest == 0)
        {
            _reserved.Remove(key);
        }
        else
        {
            _reserved[key] = rest;
        }
    }

    /// <summary>The levels that seem to differ, in key order.</summary>
    public List<LevelKey> TakeSuspects()
    {
        _suspects.UnionWith(_reserved.Keys);
        List<LevelKey> suspects = [.. _suspects.Order()];
        _suspects.Clear();
        _reserved.Clear();
        return suspects;
    }

    /// <summary>Goes on to the next stretch.</summary>
    public void MoveOn(in LevelKey after) => After = after;
}
