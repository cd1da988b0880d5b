namespace InventorySync.Load.Workload;

/// <summary>Picks the articles of one caller, from a seed of its own.</summary>
internal struct SkuPicker
{
    private readonly int _first;
    private readonly int _skus;
    private readonly int[]? _ranks;
    private ulong _state;

    /// <param name="cell">What is bought.</param>
    /// <param name="ranks">What <see cref="Ranks"/> made; null but for <see cref="Scenario.Zipf"/>.</param>
    /// <param name="seed">Sets the order.</param>
    public SkuPicker(Cell cell, int[]? ranks, ulong seed)
    {
        _first = Catalogue.FirstOf(cell);
        _skus = cell.Skus;
        _ranks = ranks;
        _state = (seed + 1) * 0x9E37_79B9_7F4A_7C15;
    }

    public int Next() => _skus == 1 ? _first : _first + (_ranks is null ? (int)NextBelow((uint)_skus) : _ranks[NextBelow((uint)_ranks.Length)]);

    /// <summary>A number below the limit, each as likely.</summary>
    public uint NextBelow(uint limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (uint)(((_state >> 32) * limit) >> 32);
    }

    /// <summary>A table from which an even pick gives ranks as often as Zipf's law (exponent 1) says.</summary>
    public static int[] Ranks(int skus)
    {
        var total = Enumerable.Range(1, skus).Sum(rank => 1.0 / rank);
        var ranks = new int[1 << 18];
        var reached = 0.0;
        var slot = 0;
        for (var rank = 1; rank <= skus; rank++)
        {
            reached += 1.0 / rank / total;
            while (slot < ranks.Length && slot < reached * ranks.Length)
            {
                ranks[slot++] = rank - 1;
            }
        }

        Array.Fill(ranks, skus - 1, slot, ranks.Length - slot);
        return ranks;
    }
}
