namespace InventorySync.Broadcast.Planning;

/// <summary>Wakes listings at their times. Setting a listing's time anew, or clearing it, makes its earlier entry void.</summary>
internal sealed class ListingTimers
{
    private readonly PriorityQueue<(ListingState Listing, int Ticket), (TimeSpan At, long Sequence)> _queue = new();
    private long _sequence;

    public void Set(ListingState listing, TimeSpan at) => _queue.Enqueue((listing, ++listing.Ticket), (at, ++_sequence));

    public static void Clear(ListingState listing) => listing.Ticket++;

    /// <summary>When the next one is due; null: none.</summary>
    public TimeSpan? NextAt
    {
        get
        {
            while (_queue.TryPeek(out var entry, out var due))
            {
                if (entry.Ticket == entry.Listing.Ticket)
                {
                    return due.At;
                }

                _queue.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Takes the next one that is due; null: none.</summary>
    public ListingState? TakeDue(TimeSpan now)
    {
        if (NextAt is not { } at || at > now)
        {
            return null;
        }

        var listing = _queue.Dequeue().Listing;
        listing.Ticket++;
        return listing;
    }
}
