using InventorySync.Storage.EfCore.Model;

namespace InventorySync.Storage.EfCore.Archiving;

/// <summary>
/// Decides which rows leave the ledger together: of each level the oldest without a gap, of each operation all (I6, I3). Pure: its user
/// adds rows, asks what is missing around them and adds that too, until nothing is missing.
/// </summary>
internal sealed class ArchiveSelection
{
    private readonly Func<LedgerRow, bool> _isOld;
    private readonly Dictionary<long, OpeningRow> _openings = [];
    private readonly Dictionary<Guid, List<LedgerRow>> _operations = [];
    private readonly Dictionary<long, SortedList<long, LedgerRow>> _chains = [];
    private readonly HashSet<Guid> _staying = [];
    private readonly Dictionary<long, int> _stayingFrom = [];

    /// <param name="isOld">Whether a row may leave, as far as it alone is concerned.</param>
    public ArchiveSelection(Func<LedgerRow, bool> isOld) => _isOld = isOld;

    /// <summary>Rows that leave.</summary>
    public int RowCount { get; private set; }

    /// <summary>The levels whose openings have to be added.</summary>
    public long[] LevelsWithoutOpening() => [.. _chains.Keys.Where(level => !_openings.ContainsKey(level))];

    /// <summary>Says where the histories begin; levels that are left out begin at zero.</summary>
    public void AddOpenings(long[] levels, IEnumerable<OpeningRow> openings)
    {
        foreach (var opening in openings)
        {
            _openings[opening.LevelId] = opening;
        }

        foreach (var level in levels)
        {
            _openings.TryAdd(level, new OpeningRow { LevelId = level });
        }
    }

    /// <summary>Adds rows; those that it has already are passed over.</summary>
    /// <returns>How many were added.</returns>
    public int Add(IEnumerable<LedgerRow> rows)
    {
        var added = 0;
        foreach (var row in rows)
        {
            var key = KeyOf(row);
            if (!_operations.TryGetValue(key, out var ofOperation))
            {
                _operations.Add(key, ofOperation = []);
            }

            if (ofOperation.Exists(other => other.Line == row.Line))
            {
                continue;
            }

            ofOperation.Add(row);
            if (row.LevelId is { } level)
            {
                if (!_chains.TryGetValue(level, out var chain))
                {
                    _chains.Add(level, chain = []);
                }

                chain[row.Version] = row;
            }

            added++;
        }

        return added;
    }

    /// <summary>Operations of which there are more rows than it has. Those that stay anyway need not be whole.</summary>
    public Guid[] OperationsInPart() =>
        [.. _operations.Where(pair => pair.Value.Count < pair.Value[0].Lines && pair.Value.TrueForAll(row => _isOld(row))).Select(pair => pair.Key)];

    /// <summary>Versions between a level's opening and its last row that it lacks, before the first row that stays.</summary>
    public List<VersionRange> VersionsMissing()
    {
        List<VersionRange> missing = [];
        foreach (var (level, chain) in _chains)
        {
            var expected = _openings[level].Version + 1;
            foreach (var (version, row) in chain)
            {
                if (!_isOld(row))
                {
                    break;
                }

                if (version > expected)
                {
                    missing.Add(new VersionRange(level, expected, version - 1));
                }

                expected = version + 1;
            }
        }

        return missing;
    }

    /// <summary>Chooses, once nothing is missing.</summary>
    /// <returns>The operations that leave.</returns>
    public Guid[] Choose()
    {
        foreach (var (key, rows) in _operations)
        {
            if (!rows.TrueForAll(row => _isOld(row)))
            {
                Keep(key);
            }
        }

        Guid[] leaving = [.. _operations.Keys.Where(key => !_staying.Contains(key))];
        RowCount = leaving.Sum(key => _operations[key].Count);
        return leaving;
    }

    /// <summary>The levels after the rows that leave.</summary>
    /// <exception cref="BrokenHistoryException">A chain does not add up.</exception>
    public List<OpeningRow> Openings()
    {
        List<OpeningRow> openings = [];
        foreach (var (level, chain) in _chains)
        {
            var last = _openings[level];
            var begins = last;
            foreach (var row in chain.Values)
            {
                if (_staying.Contains(KeyOf(row)))
                {
                    break;
                }

                if (row.Version != last.Version + 1 || row.OnHand != last.OnHand + row.OnHandDelta || row.Reserved != last.Reserved + row.ReservedDelta)
                {
                    throw new BrokenHistoryException(level, last.Version + 1);
                }

                last = new OpeningRow { LevelId = level, Version = row.Version, OnHand = row.OnHand, Reserved = row.Reserved };
            }

            if (last != begins)
            {
                openings.Add(last);
            }
        }

        return openings;
    }

    /// <summary>The months of the rows that leave.</summary>
    public IEnumerable<DateTimeOffset> Months() =>
        _operations.Where(pair => !_staying.Contains(pair.Key)).Select(pair => ArchiveRules.MonthOf(pair.Value[0].RecordedAt)).Distinct().Order();

    /// <summary>What to say where something is missing, and the ledger does not have it.</summary>
    public BrokenHistoryException Broken()
    {
        if (VersionsMissing() is [var missing, ..])
        {
            return new BrokenHistoryException(missing.LevelId, missing.From);
        }

        var row = _operations[OperationsInPart()[0]][0];
        return new BrokenHistoryException(row.LevelId ?? 0, row.Version);
    }

    /// <summary>What stays keeps the later rows of its levels, and those their operations.</summary>
    private void Keep(Guid operation)
    {
        var open = new Stack<Guid>([operation]);
        while (open.TryPop(out var key))
        {
            if (!_staying.Add(key))
            {
                continue;
            }

            foreach (var row in _operations[key])
            {
                if (row.LevelId is { } level)
                {
                    // Up to what was kept before: each row is passed once.
                    var chain = _chains[level];
                    var from = chain.IndexOfKey(row.Version);
                    var to = _stayingFrom.GetValueOrDefault(level, chain.Count);
                    for (var at = from + 1; at < to; at++)
                    {
                        open.Push(KeyOf(chain.Values[at]));
                    }

                    _stayingFrom[level] = Math.Min(from, to);
                }
            }
        }
    }

    private static Guid KeyOf(LedgerRow row) => new(row.OperationKey, bigEndian: true);
}
