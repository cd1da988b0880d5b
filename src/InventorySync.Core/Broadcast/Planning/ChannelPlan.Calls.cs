using System.Globalization;
using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>Which call is made next, and what is in it.</summary>
internal sealed partial class ChannelPlan
{
    private readonly Queue<ListingState> _toConfirm = new();
    private int _callsUnderWay;
    private bool _isConfirming;
    private int _limitEpoch;
    private bool _bothLanesHaveWork;

    /// <summary>Calls that were begun and have not ended.</summary>
    public int CallsUnderWay => _callsUnderWay;

    /// <summary>
    /// Chooses the next call and what would be in it, without beginning it: for a push, the quantities of what is not fresh
    /// are read first, and then it is chosen anew. A question about confirmations has to be begun as it was chosen.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="candidates">Gets the listings.</param>
    /// <returns>What the call does; <see cref="CallKind.None"/>: none is permitted or due.</returns>
    public CallKind Pick(Moment now, List<ListingState> candidates)
    {
        candidates.Clear();
        if (_callsUnderWay >= _settings.Descriptor.ConcurrencyMax || !_breaker.Permits(now.Elapsed) || !_pacer.CanTake(now.Elapsed))
        {
            return CallKind.None;
        }

        if (!_isConfirming && _toConfirm.Count > 0)
        {
            TakeConfirmations(candidates);
            if (candidates.Count > 0)
            {
                return CallKind.Confirm;
            }
        }

        return IsPaused ? CallKind.None : PickReady(_orders.IsFresh(now.Elapsed), candidates);
    }

    /// <summary>Begins the call that <see cref="Pick"/> chose; every listing of a push is fresh.</summary>
    public ChannelCall Begin(CallKind kind, IReadOnlyList<ListingState> candidates, Moment now)
    {
        _breaker.Begin(now.Elapsed);
        _pacer.Take(now.Elapsed);
        _callsUnderWay++;
        switch (kind)
        {
            case CallKind.Confirm:
                _isConfirming = true;
                return new ChannelCall
                {
                    Kind = kind,
                    BegunAt = now,
                    Listings = [.. candidates],
                    Ids = [.. candidates.Select(listing => listing.ConfirmationToken!).Distinct()],
                };
            case CallKind.Read:
                NoteLane(candidates[0].Lane);
                foreach (var listing in candidates)
                {
                    listing.IsDisturbed = false;
                    Put(listing, ListingPlace.InCall);
                }

                return new ChannelCall { Kind = kind, BegunAt = now, Listings = [.. candidates], Ids = [.. candidates.Select(listing => listing.ExternalId)] };
            default:
                NoteLane(candidates[0].Lane);
                return BeginPush(candidates, now);
        }
    }

    /// <summary>A call that was begun is not made, because its rows could not be saved.</summary>
    public void Withdraw(ChannelCall call, Moment now)
    {
        _callsUnderWay--;
        _breaker.Withdraw();
        if (call.Kind == CallKind.Confirm)
        {
            _isConfirming = false;
            foreach (var listing in call.Listings)
            {
                _toConfirm.Enqueue(listing);
            }

            return;
        }

        if (call.Kind == CallKind.Push)
        {
            _unanswered.Withdrawn(call.BegunAt.Utc);
        }

        for (var i = 0; i < call.Listings.Count; i++)
        {
            var listing = call.Listings[i];
            if (call.Kind == CallKind.Push)
            {
                TakeBack(listing, call.Before[i].Sending, call.Before[i].Since);
                listing.WaitingSince = listing.SentSince ?? listing.WaitingSince;
                listing.SentSince = null;
            }

            Put(listing, ListingPlace.Settled);
            Evaluate(listing, now);
        }
    }

    /// <summary>When the plan has something to do by the clock alone; null: never.</summary>
    public TimeSpan? NextAt(TimeSpan now)
    {
        var next = Earlier(Earlier(_timers.NextAt, _reviews.NextAt), _gate.NextAt);
        if (WantsOrders && !_orders.IsUnderWay)
        {
            next = Earlier(next, _orders.NotBefore);
        }

        var hasWork = (_toConfirm.Count > 0 && !_isConfirming) || (!IsPaused && _ready.Count > 0 && HasSendable(now));
        if (!hasWork || _callsUnderWay >= _settings.Descriptor.ConcurrencyMax)
        {
            return next;
        }

        return _breaker.State(now) switch
        {
            BreakerState.Open => Earlier(next, _breaker.NextAt),
            BreakerState.HalfOpen when !_breaker.Permits(now) => next,
            _ => Earlier(next, _pacer.NextAt(now)),
        };
    }

    private bool HasSendable(TimeSpan now)
    {
        var areRead = _orders.IsFresh(now);

        // What waits for orders needs a token too before they are worth reading, so it counts unless they are being read or read in vain.
        return _ready.First(Lane.Urgent, areRead) is not null || _ready.First(Lane.Bulk, areRead) is not null
            || (_ready.HasAfterOrders && !WantsOrders);
    }

    private CallKind PickReady(bool ordersAreRead, List<ListingState> candidates)
    {
        var urgent = _ready.First(Lane.Urgent, ordersAreRead);
        var bulk = _ready.First(Lane.Bulk, ordersAreRead);
        _bothLanesHaveWork = urgent is not null && _ready.Has(Lane.Bulk);
        var isBulksTurn = _bothLanesHaveWork && _share.Next == Lane.Bulk;
        WantsOrders |= isBulksTurn && bulk is null;
        var first = isBulksTurn ? bulk ?? urgent : urgent ?? bulk;
        if (first is null)
        {
            WantsOrders |= _ready.HasAfterOrders;
            return CallKind.None;
        }

        var isRead = NeedsRead(first);
        var isSuspect = LimitOf(first) < _settings.Descriptor.BatchSizeMax;
        Collect(first.Lane, ordersAreRead, isRead, isSuspect, candidates);

        // What room is left goes to the other lane: it costs no call.
        Collect(first.Lane == Lane.Urgent ? Lane.Bulk : Lane.Urgent, ordersAreRead, isRead, isSuspect, candidates);
        WantsOrders |= !ordersAreRead && _ready.HasAfterOrders && candidates.Count < _settings.Descriptor.BatchSizeMax;
        return isRead ? CallKind.Read : CallKind.Push;
    }

    private void Collect(Lane lane, bool ordersAreRead, bool isRead, bool isSuspect, List<ListingState> candidates)
    {
        var limit = _settings.Descriptor.BatchSizeMax;
        foreach (var listing in candidates)
        {
            limit = Math.Min(limit, LimitOf(listing));
        }

        // Not every listing fits the call; how many are passed over is bounded, so that choosing costs no more than the batch.
        var looked = 0;
        var lookedMax = (4 * limit) + 16;
        foreach (var listing in _ready.InOrder(lane, ordersAreRead))
        {
            if (candidates.Count >= limit || ++looked > lookedMax)
            {
                return;
            }

            var limitOf = LimitOf(listing);
            if (NeedsRead(listing) == isRead && limitOf < _settings.Descriptor.BatchSizeMax == isSuspect && limitOf > candidates.Count)
            {
                candidates.Add(listing);
                limit = Math.Min(limit, limitOf);
            }
        }
    }

    private ChannelCall BeginPush(IReadOnlyList<ListingState> candidates, Moment now)
    {
        var callId = _newId();
        var pushes = new QuantityPush[candidates.Count];
        var before = new (long?, DateTimeOffset?)[candidates.Count];
        for (var i = 0; i < candidates.Count; i++)
        {
            var listing = candidates[i];
            before[i] = (listing.Sending, listing.SendingSince);
            pushes[i] = new QuantityPush
            {
                Sku = listing.Sku,
                ExternalId = listing.ExternalId,
                Quantity = listing.Desired!.Value,
                QuantityBefore = listing.Acknowledged ?? BestGuess(listing),
                IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{callId:N}-{i}"),
            };
            Put(listing, ListingPlace.InCall);
            listing.GoOut(pushes[i].Quantity, now.Utc);
            listing.ConfirmationToken = null;
            listing.IsCounted = false;
            listing.IsPutOffByCall = false;
            listing.SentSince = listing.WaitingSince;
            listing.WaitingSince = null;
            listing.IsUnsaved = false;
            Totals.Account(listing);
            if (listing.IsInResync && _resync is { } resync)
            {
                resync.Sent++;
            }
        }

        _unanswered.Sent(now.Utc);
        Totals.Pushes++;
        Totals.ListingsSent += pushes.Length;
        return new ChannelCall { Kind = CallKind.Push, BegunAt = now, Listings = [.. candidates], Pushes = pushes, Before = before };
    }

    // A guess that is wrong costs a conflict where the channel compares, but a wrong quantity where it adds a difference: there
    // only what was just read will do.
    private long? BestGuess(ListingState listing) =>
        _settings.Descriptor.WriteMode == WriteMode.Delta ? listing.IsRead ? listing.Guess : null
        : _settings.Descriptor.CompareAndSet ? listing.Guess : null;

    private void NoteLane(Lane lane)
    {
        if (_bothLanesHaveWork)
        {
            _share.Note(lane);
        }
    }

    // What the channel shows has to be known before it can be written, and can be read.
    private bool NeedsRead(ListingState listing) =>
        _settings.CanReadStock && _settings.IsConditional && listing.Acknowledged is null && !listing.IsRead;

    /// <summary>
    /// Whether sending it could overwrite sales of the channel's own that are not known here yet, so that its orders are read
    /// first. A condition protects from that by itself; a quantity at or below what the channel can be showing does no harm.
    /// </summary>
    private bool IsRaise(ListingState listing)
    {
        if (NeedsRead(listing) || listing.Desired <= listing.ShownMin)
        {
            return false;
        }

        var isConditional = _settings.Descriptor.CompareAndSet && (listing.Acknowledged ?? listing.Guess) is not null;
        return listing.NeedsOrders || !isConditional;
    }

    private int LimitOf(ListingState listing)
    {
        var max = _settings.Descriptor.BatchSizeMax;
        return listing.BatchLimit is { } limit
            ? (int)Math.Min(max, (long)limit << Math.Min(_limitEpoch - listing.BatchLimitEpoch, 30))
            : max;
    }

    private static TimeSpan? Earlier(TimeSpan? a, TimeSpan? b) => a is { } first && (b is not { } second || first < second) ? a : b;
}
