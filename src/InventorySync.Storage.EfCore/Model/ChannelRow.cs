namespace InventorySync.Storage.EfCore.Model;

/// <summary>The switches and cursor of one channel.</summary>
internal sealed class ChannelRow
{
    public required string Channel { get; set; }

    public bool Paused { get; set; }

    public string? OrderCursor { get; set; }
}
