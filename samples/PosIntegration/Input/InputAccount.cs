using InventorySync.Stock;

namespace PosIntegration.Input;

/// <summary>What became of every line of the input: used as what, or not used and why, with the first examples of each cause.</summary>
/// <remarks>Used lines are counted where the plan uses them, not where they are read, so that <see cref="AddsUp"/> checks something.</remarks>
internal sealed class InputAccount
{
    private const int ExamplesMax = 3;

    private readonly SortedDictionary<LineCause, Unused> _unused = [];
    private readonly Dictionary<SalesLineKind, long> _used = [];
    private readonly Dictionary<Sku, string> _spellings = [];

    /// <summary>Lines that the source gave.</summary>
    public long Read { get; private set; }

    /// <summary>Lines whose code is written in another case than where it first stood; they count as the same article.</summary>
    public long OtherSpellings { get; private set; }

    /// <summary>Lines that repeat an article within their invoice; their units count together.</summary>
    public long Repeats { get; private set; }

    /// <summary>Units of used cancellations beyond what the input had sold.</summary>
    public long CancelledUnitsWithoutSale { get; set; }

    /// <summary>The lines not used, by cause.</summary>
    public IReadOnlyDictionary<LineCause, Unused> NotUsed => _unused;

    public long NotUsedCount => _unused.Values.Sum(unused => unused.Count);

    public long UsedCount => _used.Values.Sum();

    /// <summary>Whether every line read is accounted for exactly once.</summary>
    public bool AddsUp => Read == UsedCount + NotUsedCount;

    public long UsedAs(SalesLineKind kind) => _used.GetValueOrDefault(kind);

    public void NoteRead() => Read++;

    public void NoteUnused(LineCause cause, long number, string detail)
    {
        if (!_unused.TryGetValue(cause, out var unused))
        {
            _unused[cause] = unused = new Unused();
        }

        unused.Count++;
        if (unused.Examples.Count < ExamplesMax)
        {
            unused.Examples.Add($"line {number}: {detail}");
        }
    }

    public void NoteUsed(SalesLineKind kind, long lines) => _used[kind] = _used.GetValueOrDefault(kind) + lines;

    public void NoteRepeats(long lines) => Repeats += lines;

    public void NoteSpelling(Sku sku, string code)
    {
        if (!_spellings.TryAdd(sku, code) && _spellings[sku] != code)
        {
            OtherSpellings++;
        }
    }

    /// <summary>The lines of one cause.</summary>
    internal sealed class Unused
    {
        public long Count { get; set; }

        /// <summary>The first few, with their line numbers.</summary>
        public List<string> Examples { get; } = [];
    }
}
