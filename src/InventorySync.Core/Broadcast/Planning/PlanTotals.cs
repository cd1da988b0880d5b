namespace InventorySync.Broadcast.Planning;

/// <summary>A plan's running totals, kept up listing by listing so that reading them costs nothing.</summary>
internal sealed class PlanTotals
{
    private readonly int[] _places = new int[Enum.GetValues<ListingPlace>().Length];

    public int Listings { get; private set; }

    public int Held { get; private set; }

    public int Rejected { get; private set; }

    public int Stale { get; private set; }

    public long UnitsAtRisk { get; private set; }

    public long Coalesced { get; set; }

    public long Pushes { get; set; }

    public long ListingsSent { get; set; }

    public long Accepted { get; set; }

    public long Conflicts { get; set; }

    public long Throttles { get; set; }

    public long Failures { get; set; }

    public long DeadLetters { get; set; }

    public DateTimeOffset? LastAcknowledgedAt { get; set; }

    public string? LastFault { get; set; }

    public int Active => Listings - Held - Rejected;

    public int InFlight => At(ListingPlace.InCall);

    public int AwaitingConfirmation => At(ListingPlace.Confirming);

    /// <summary>Stale ones that are not on their way.</summary>
    public int QueueDepth =>
        At(ListingPlace.Gated) + At(ListingPlace.Questioned) + At(ListingPlace.Ready) + At(ListingPlace.Delayed) + At(ListingPlace.AwaitingOrders);

    public void Added(ListingState listing)
    {
        Listings++;
        _places[(int)listing.Place]++;
        Count(listing.Status, 1);
        Account(listing);
    }

    public void Removed(ListingState listing)
    {
        Listings--;
        _places[(int)listing.Place]--;
        Count(listing.Status, -1);
        Account(listing);
    }

    public void Moved(ListingPlace from, ListingPlace to)
    {
        _places[(int)from]--;
        _places[(int)to]++;
    }

    public void StatusChanged(ListingStatus from, ListingStatus to)
    {
        Count(from, -1);
        Count(to, 1);
    }

    /// <summary>Brings what the listing adds up to date. A removed one adds nothing.</summary>
    public void Account(ListingState listing)
    {
        var (wasStale, hadAtRisk) = listing.Accounted;
        var next = (listing.IsStale, listing.UnitsAtRisk);
        Stale += (next.IsStale ? 1 : 0) - (wasStale ? 1 : 0);
        UnitsAtRisk += next.UnitsAtRisk - hadAtRisk;
        listing.Accounted = next;
    }

    private int At(ListingPlace place) => _places[(int)place];

    private void Count(ListingStatus status, int change)
    {
        Held += status == ListingStatus.Held ? change : 0;
        Rejected += status == ListingStatus.Rejected ? change : 0;
    }
}
