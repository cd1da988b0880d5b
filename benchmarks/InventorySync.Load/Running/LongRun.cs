namespace InventorySync.Load.Running;

/// <summary>How far a long run goes: so many minutes and so many rows, but no further than so many minutes.</summary>
internal static class LongRun
{
    public const int Minutes = 10;

    public const int MinutesMax = 40;

    public const long Rows = 20_000_000;
}
