using InventorySync.Broadcast;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>One listing.</summary>
internal sealed class ListingRow
{
    public required string Channel { get; set; }

    public required string Sku { get; set; }

    public required string ExternalId { get; set; }

    public ListingStatus Status { get; set; }

    public long? Acknowledged { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public long? Sending { get; set; }

    public DateTimeOffset? SendingSince { get; set; }

    public string? ConfirmationToken { get; set; }

    public int FailedAttempts { get; set; }

    /// <summary>Tells this state of the row from every other, where several processes write it; 0 where one process has the store.</summary>
    public long Version { get; set; }
}
