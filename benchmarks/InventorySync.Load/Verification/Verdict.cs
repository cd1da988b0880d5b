namespace InventorySync.Load.Verification;

/// <summary>What is wrong with a subject's ledger: all three have to be 0.</summary>
/// <param name="Oversold">Units sold beyond what was there, or missing between a level and its history.</param>
/// <param name="Duplicates">Rows that repeat the key of another, or that no caller was told of.</param>
/// <param name="Lost">Sales that a caller was told of and that no row tells of.</param>
internal sealed record Verdict(long Oversold, long Duplicates, long Lost)
{
    public bool IsClean => this is { Oversold: 0, Duplicates: 0, Lost: 0 };
}
