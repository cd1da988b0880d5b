using InventorySync.Broadcast;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>One line of the sync log.</summary>
internal sealed class SyncRunRow
{
    /// <summary>Rises in the order of recording.</summary>
    public long Place { get; set; }

    public Guid Id { get; set; }

    public required string Channel { get; set; }

    public SyncRunKind Kind { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public TimeSpan Duration { get; set; }

    public int Sent { get; set; }

    public int Accepted { get; set; }

    public int Throttled { get; set; }

    public int Failed { get; set; }

    public int Rejected { get; set; }

    public string? Cause { get; set; }
}
