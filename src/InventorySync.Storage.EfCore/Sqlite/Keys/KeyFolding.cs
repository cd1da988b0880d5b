namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>When keys move from memory to their table, and how many at a time.</summary>
/// <remarks>
/// A fold should write several keys to each page that it touches. The table's pages grow in number with the ledger, so what is
/// held grows with it: at a sixteenth, a fold writes about fourteen keys a page whatever the size.
/// </remarks>
internal sealed record KeyFolding
{
    /// <summary>Keys that are held before anything is folded, however small the ledger: 2 MB.</summary>
    public int HeldMin { get; init; } = 65_536;

    /// <summary>Keys that are held at most, however large the ledger: 40 MB.</summary>
    public int HeldMax { get; init; } = 1_048_576;

    /// <summary>In between, one key is held for so many ledger rows.</summary>
    public int RowsPerHeldKey { get; init; } = 16;

    /// <summary>More keys than this are not held for long.</summary>
    public int HeldMaxAt(long lastLedgerId) => (int)Math.Clamp(lastLedgerId / RowsPerHeldKey, HeldMin, HeldMax);

    /// <summary>The most keys that one batch folds of one slice: more than the batch adds, yet no long wait for its callers.</summary>
    /// <remarks>Only ids that sort by time come to it: all of them lie in one slice. Random keys fill all slices alike, and a slice has fewer.</remarks>
    public static int SliceFoldMax(int heldMax, int added) => Math.Max(heldMax / 64, added * 2);
}
