namespace InventorySync.Broadcast.Planning;

/// <summary>Listings that may have changed and are to be compared with stock: urgent ones first, each at most once.</summary>
internal sealed class LookQueue
{
    private readonly Queue<ListingState> _urgent = new();
    private readonly Queue<ListingState> _bulk = new();

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    public void Add(ListingState listing, Lane lane)
    {
        if (listing.Look >= lane)
        {
            return;
        }

        // One that moves up leaves its entry in the bulk queue, which is void by then.
        Count += listing.Look == Lane.None ? 1 : 0;
        listing.Look = lane;
        (lane == Lane.Urgent ? _urgent : _bulk).Enqueue(listing);
    }

    /// <summary>It was compared, or is not to be any more.</summary>
    public void Remove(ListingState listing)
    {
        Count -= listing.Look == Lane.None ? 0 : 1;
        listing.Look = Lane.None;
    }

    /// <summary>Takes up to <paramref name="countMax"/>, in order.</summary>
    public void Take(int countMax, List<ListingState> into)
    {
        Take(_urgent, Lane.Urgent, countMax, into);
        Take(_bulk, Lane.Bulk, countMax, into);
    }

    private void Take(Queue<ListingState> queue, Lane lane, int countMax, List<ListingState> into)
    {
        while (into.Count < countMax && queue.TryDequeue(out var listing))
        {
            if (listing.Look == lane)
            {
                Remove(listing);
                into.Add(listing);
            }
        }
    }
}
