namespace InventorySync.Storage.EfCore.Model;

/// <summary>What has been applied of one order.</summary>
internal sealed class OrderRow
{
    public long Id { get; set; }

    public required string Channel { get; set; }

    public required string OrderId { get; set; }

    public DateTimeOffset PlacedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }

    /// <summary>The lines as JSON: read and written whole.</summary>
    public required string Lines { get; set; }
}
