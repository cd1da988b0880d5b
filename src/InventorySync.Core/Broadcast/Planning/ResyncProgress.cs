namespace InventorySync.Broadcast.Planning;

/// <summary>How far a resync by hand has come.</summary>
internal sealed class ResyncProgress
{
    public required Moment StartedAt { get; init; }

    /// <summary>Listings that are not through yet.</summary>
    public int Remaining { get; set; }

    public int Sent { get; set; }

    public int Accepted { get; set; }

    public int Failed { get; set; }

    public int Rejected { get; set; }
}
