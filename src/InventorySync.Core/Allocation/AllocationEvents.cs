namespace InventorySync.Allocation;

/// <summary>Event ids of what the division of stock logs, 8000 to 8999. Never reused.</summary>
internal static class AllocationEvents
{
    public const int SalesNotCounted = 8000;
}
