namespace InventorySync.Broadcast.Planning;

/// <summary>What came of a call, for the sync log, the metrics and the dead letters.</summary>
internal sealed class CallSummary
{
    public int Accepted { get; set; }

    public int Conflicts { get; set; }

    public int Throttled { get; set; }

    public int Failed { get; set; }

    public int Rejected => Letters.Count;

    /// <summary>Why something failed; null where nothing did.</summary>
    public string? Cause { get; set; }

    /// <summary>Whether the call opened the breaker.</summary>
    public bool OpenedBreaker { get; set; }

    /// <summary>Whether the call closed it.</summary>
    public bool ClosedBreaker { get; set; }

    /// <summary>From the first change that a listing's push covers to its acknowledgement, listing by listing.</summary>
    public List<TimeSpan> Lags { get; } = [];

    /// <summary>Listings that go to the dead letters. They stay in the call until the letter is durable.</summary>
    public List<(ListingState Listing, string Cause)> Letters { get; } = [];
}
