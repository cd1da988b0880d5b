namespace InventorySync.Load.Running;

/// <summary>How far a long run goes: both have to be reached.</summary>
internal static class LongRun
{
    public const int Minutes = 10;

    public const long Rows = 20_000_000;
}
