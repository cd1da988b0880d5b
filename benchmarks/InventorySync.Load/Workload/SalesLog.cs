namespace InventorySync.Load.Workload;

/// <summary>Which calls of which caller were told that they sold: what the ledger has to hold, each exactly once.</summary>
/// <remarks>Each caller writes its own; a bit a call.</remarks>
internal sealed class SalesLog
{
    private readonly List<ulong>[] _sold;

    public SalesLog(int callers) => _sold = [.. Enumerable.Range(0, callers).Select(_ => new List<ulong>())];

    /// <summary>Sales that were acknowledged.</summary>
    public long Count => _sold.Sum(words => words.Sum(word => (long)ulong.PopCount(word)));

    /// <param name="caller">Whose call it was.</param>
    /// <param name="call">Its number.</param>
    /// <returns>Whether it was not noted before.</returns>
    public bool Add(int caller, long call)
    {
        var words = _sold[caller];
        var word = (int)(call >> 6);
        while (words.Count <= word)
        {
            words.Add(0);
        }

        var bit = 1UL << (int)(call & 63);
        var isNew = (words[word] & bit) == 0;
        words[word] |= bit;
        return isNew;
    }

    public bool Contains(int caller, long call)
    {
        var word = (int)(call >> 6);
        return caller < _sold.Length && word < _sold[caller].Count && (_sold[caller][word] & (1UL << (int)(call & 63))) != 0;
    }

    /// <summary>How many callers it knows.</summary>
    public int Callers => _sold.Length;

    public void Save(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(_sold.Length);
        foreach (var words in _sold)
        {
            writer.Write(words.Count);
            words.ForEach(writer.Write);
        }
    }

    public static SalesLog Load(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        var log = new SalesLog(reader.ReadInt32());
        foreach (var words in log._sold)
        {
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                words.Add(reader.ReadUInt64());
            }
        }

        return log;
    }
}
