using InventorySync.Alerts;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>One incident.</summary>
internal sealed class IncidentRow
{
    /// <summary>Rises in the order of recording.</summary>
    public long Place { get; set; }

    public Guid Id { get; set; }

    public required string Sku { get; set; }

    public required string Location { get; set; }

    public long Units { get; set; }

    public IncidentCause Cause { get; set; }

    public required string Operation { get; set; }

    public string? Channel { get; set; }

    public string? Reservation { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public string? Resolution { get; set; }
}
