namespace InventorySync.Broadcast.Planning;

/// <summary>Listings whose quantity changes by itself with time, and when each is to be looked at again. Owned by the plan.</summary>
internal sealed class ReviewQueue
{
    /// <summary>A listing is not looked at more often than this because of time alone.</summary>
    public static readonly TimeSpan IntervalMin = TimeSpan.FromSeconds(5);

    private readonly PriorityQueue<ListingState, TimeSpan> _queue = new();

    /// <summary>When the first one is due; null: none is.</summary>
    public TimeSpan? NextAt
    {
        get
        {
            DropOutdated();
            return _queue.TryPeek(out _, out var at) ? at : null;
        }
    }

    /// <summary>Sets when a listing is to be looked at again; null: not by time.</summary>
    public void Set(ListingState listing, TimeSpan? at)
    {
        if (listing.ReviewAt == at)
        {
            return;
        }

        listing.ReviewAt = at;
        if (at is { } due)
        {
            _queue.Enqueue(listing, due);
        }
    }

    /// <summary>Takes one that is due; null: none is.</summary>
    public ListingState? TakeDue(TimeSpan now)
    {
        DropOutdated();
        if (!_queue.TryPeek(out var listing, out var at) || at > now)
        {
            return null;
        }

        _queue.Dequeue();
        listing.ReviewAt = null;
        return listing;
    }

    private void DropOutdated()
    {
        while (_queue.TryPeek(out var listing, out var at) && (listing.ReviewAt != at || listing.IsRemoved))
        {
            _queue.Dequeue();
        }
    }
}
