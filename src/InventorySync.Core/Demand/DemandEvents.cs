namespace InventorySync.Demand;

/// <summary>Event ids of what is logged about demand, 9000 to 9999. Never reused.</summary>
internal static class DemandEvents
{
    public const int Filled = 9000;
    public const int NotRead = 9001;
}
