namespace InventorySync.Processes;

/// <summary>Event ids of what processes on one database log about each other, 7000 to 7999. Never reused.</summary>
internal static class ProcessEvents
{
    public const int ChannelTaken = 7000;
    public const int ChannelLost = 7001;
    public const int ChannelNotAsked = 7002;
    public const int WatchFailed = 7010;
    public const int WatchStands = 7011;
    public const int CatalogNotRead = 7012;
}
