namespace InventorySync.Broadcast.Planning;

/// <summary>Listings that wait for their turn, most dangerous first: one queue per lane, split by whether the channel's orders have to be read first.</summary>
internal sealed class ReadyQueue
{
    private static readonly Comparer<ListingState> ByKey = Comparer<ListingState>.Create((a, b) => a.Key.CompareTo(b.Key));

    private readonly SortedSet<ListingState> _urgent = new(ByKey);
    private readonly SortedSet<ListingState> _urgentAfterOrders = new(ByKey);
    private readonly SortedSet<ListingState> _bulk = new(ByKey);
    private readonly SortedSet<ListingState> _bulkAfterOrders = new(ByKey);
    private readonly Dictionary<ListingState, SortedSet<ListingState>> _setOf = [];

    public int Count => _setOf.Count;

    /// <summary>Whether any waits for the channel's orders to be read.</summary>
    public bool HasAfterOrders => _urgentAfterOrders.Count + _bulkAfterOrders.Count > 0;

    /// <summary>Whether a lane has any.</summary>
    public bool Has(Lane lane) => SetOf(lane, afterOrders: false).Count + SetOf(lane, afterOrders: true).Count > 0;

    /// <param name="listing">Its key is set and does not change while it is here.</param>
    /// <param name="afterOrders">Whether the channel's orders have to be read before it is sent.</param>
    public void Add(ListingState listing, bool afterOrders)
    {
        var set = SetOf(listing.Lane, afterOrders);
        set.Add(listing);
        _setOf.Add(listing, set);
    }

    public void Remove(ListingState listing)
    {
        if (_setOf.Remove(listing, out var set))
        {
            set.Remove(listing);
        }
    }

    /// <summary>The first of a lane, or null.</summary>
    public ListingState? First(Lane lane, bool ordersAreRead)
    {
        var free = SetOf(lane, afterOrders: false).Min;
        var after = ordersAreRead ? SetOf(lane, afterOrders: true).Min : null;
        return free is null ? after : after is null || free.Key.CompareTo(after.Key) < 0 ? free : after;
    }

    /// <summary>Goes through a lane in order.</summary>
    public IEnumerable<ListingState> InOrder(Lane lane, bool ordersAreRead)
    {
        using var free = SetOf(lane, afterOrders: false).GetEnumerator();
        using var after = SetOf(lane, afterOrders: true).GetEnumerator();
        var hasFree = free.MoveNext();
        var hasAfter = ordersAreRead && after.MoveNext();
        while (hasFree || hasAfter)
        {
            if (hasFree && (!hasAfter || free.Current.Key.CompareTo(after.Current.Key) < 0))
            {
                yield return free.Current;
                hasFree = free.MoveNext();
            }
            else
            {
                yield return after.Current;
                hasAfter = after.MoveNext();
            }
        }
    }

    private SortedSet<ListingState> SetOf(Lane lane, bool afterOrders) => (lane, afterOrders) switch
    {
        (Lane.Urgent, false) => _urgent,
        (Lane.Urgent, true) => _urgentAfterOrders,
        (_, false) => _bulk,
        _ => _bulkAfterOrders,
    };
}
