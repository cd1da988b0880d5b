namespace InventorySync.Processes;

/// <summary>Event ids of what processes on one database log about each other, 10,000 to 10,999. Never reused.</summary>
internal static class ProcessEvents
{
    public const int ChannelTaken = 10_000;
    public const int ChannelLost = 10_001;
    public const int ChannelNotAsked = 10_002;
    public const int WatchFailed = 10_010;
    public const int WatchStands = 10_011;
    public const int CatalogNotRead = 10_012;
}
