using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast.Planning;

/// <summary>
/// Decides what one channel is told next: pure and sans-IO. Signals, quantities, results and the time go in; calls to make,
/// rows to save and letters to write come out. Owned by one dispatcher, whose loop alone calls it.
/// </summary>
/// <remarks>
/// The parts of this class: here the listings and where each stands; in the other files signals and looks, the choice of the
/// next call, what comes of a call, orders and confirmations, and resyncs. Every change of a listing ends in
/// <see cref="Evaluate"/>, the one place that decides where it belongs.
/// </remarks>
internal sealed partial class ChannelPlan
{
    private readonly PlanSettings _settings;
    private readonly Func<Guid> _newId;
    private readonly Dictionary<Sku, ListingState> _bySku = [];
    private readonly LookQueue _looks = new();
    private readonly ReadyQueue _ready = new();
    private readonly ListingTimers _timers = new();
    private readonly ReviewQueue _reviews = new();
    private readonly UnansweredPushes _unanswered = new();
    private readonly RunGate _gate;
    private readonly CallPacer _pacer;
    private readonly ChannelBreaker _breaker;
    private readonly LaneShare _share;
    private readonly OrderReading _orders;
    private readonly List<ListingState> _unsaved = [];
    private List<ListingState> _inOrder = [];
    private long _sequence;
    private long _cycle;
    private int _removed;

    /// <param name="channel">The channel.</param>
    /// <param name="settings">What to go by.</param>
    /// <param name="newId">Makes ids; injected, so that a run can be repeated from its seed.</param>
    public ChannelPlan(ChannelId channel, PlanSettings settings, Func<Guid> newId)
    {
        _settings = settings;
        _newId = newId;
        var options = settings.Options;
        _gate = new RunGate(channel, options.BlastRadius, options.BatchInterval);
        _pacer = new CallPacer(options.CallsPerSecond ?? settings.Descriptor.CallsPerSecond, settings.Descriptor.CallBurst);
        _breaker = new ChannelBreaker(options.Breaker);
        _share = new LaneShare(options.BulkShare);
        _orders = new OrderReading(options.Retry);
    }

    public bool IsPaused { get; private set; }

    /// <summary>Since when the channel has acknowledged nothing that was sent to it; null: it answers.</summary>
    public DateTimeOffset? UnansweredSince => _unanswered.Since;

    public PlanTotals Totals { get; } = new();

    public int LooksPending => _looks.Count;

    public BlastRadiusQuestion? Question => _gate.Question;

    public double CallsPerSecond => _pacer.CallsPerSecond;

    /// <summary>Sends nothing more, or again.</summary>
    public void Pause(bool isPaused)
    {
        IsPaused = isPaused;
        if (isPaused)
        {
            _unanswered.Forget();
        }
    }

    public bool IsThrottled(TimeSpan now) => _pacer.IsThrottled(now);

    public BreakerState Breaker(TimeSpan now) => _breaker.State(now);

    /// <summary>The SKUs that are listed, in the order in which they were added.</summary>
    public IEnumerable<Sku> Skus => _inOrder.Where(listing => !listing.IsRemoved).Select(listing => listing.Sku);

    public ListingState? Find(Sku sku) => _bySku.TryGetValue(sku, out var listing) && !listing.IsRemoved ? listing : null;

    /// <summary>Takes over a stored listing, or one that was just mapped.</summary>
    public void Add(Listing row, Moment now)
    {
        var listing = new ListingState(row.Sku, row.ExternalId);
        listing.Restore(row);
        _bySku.Add(row.Sku, listing);
        _inOrder.Add(listing);
        Totals.Added(listing);
        listing.IsCounted = true;
        _looks.Add(listing, Lane.Bulk);
        if (listing is { ConfirmationToken: not null, Sending: not null, SendingSince: { } since })
        {
            AwaitConfirmation(listing, now, Later(TimeSpan.Zero, since + _settings.Descriptor.ConfirmationTimeMax - now.Utc));
            return;
        }

        if (listing is { Sending: not null, SendingSince: { } sent })
        {
            listing.LateUntil = listing.NotBefore = now.Elapsed + LateTimeOf(sent, now);
        }

        Evaluate(listing, now);
    }

    /// <summary>A listing was mapped, held, released, rejected or retried by hand; the row is stored already.</summary>
    public void Apply(Listing row, Moment now)
    {
        if (!_bySku.TryGetValue(row.Sku, out var listing))
        {
            Add(row, now);
            return;
        }

        if (listing.IsRemoved)
        {
            // The call that kept it here is still under way, and whatever it brings concerns the listing as it was.
            listing.IsRemoved = false;
            Totals.Added(listing);
            MapAnew(listing, row.ExternalId);
        }
        else if (listing.ExternalId != row.ExternalId)
        {
            MapAnew(listing, row.ExternalId);
        }

        Totals.StatusChanged(listing.Status, row.Status);
        listing.Status = row.Status;
        listing.Version = row.Version;
        listing.FailedAttempts = row.FailedAttempts;
        if (row.Acknowledged is null && row.Sending is null && listing.Acknowledged is not null && listing.Place != ListingPlace.InCall)
        {
            listing.Distrust();
        }

        listing.IsCounted = true;
        listing.IsReleased = false;
        MarkLook(listing, Lane.Bulk);
        Evaluate(listing, now);
    }

    /// <summary>The channel is told nothing more about the SKU; the row is gone already.</summary>
    public void Remove(Sku sku, Moment now)
    {
        if (Find(sku) is not { } listing)
        {
            return;
        }

        LeaveResync(listing);
        listing.IsRemoved = true;
        Totals.Removed(listing);
        Evaluate(listing, now);
    }

    /// <summary>Takes listings whose rows are to be saved, at most <paramref name="countMax"/>.</summary>
    public void TakeUnsaved(int countMax, List<ListingState> into)
    {
        var taken = 0;
        while (taken < _unsaved.Count && into.Count < countMax)
        {
            var listing = _unsaved[taken++];
            if (listing.IsUnsaved && !listing.IsRemoved)
            {
                listing.IsUnsaved = false;
                into.Add(listing);
            }
        }

        _unsaved.RemoveRange(0, taken);
    }

    /// <summary>Whether rows are to be saved.</summary>
    public bool HasUnsaved => _unsaved.Count > 0;

    public void MarkUnsaved(ListingState listing)
    {
        if (!listing.IsUnsaved)
        {
            listing.IsUnsaved = true;
            _unsaved.Add(listing);
        }
    }

    // For how long what somebody else sent, and told nobody the outcome of, can still be carried out (I8).
    private TimeSpan LateTimeOf(DateTimeOffset sent, Moment now)
    {
        var left = sent + _settings.Descriptor.PushTimeMax - now.Utc;
        if (left > TimeSpan.Zero)
        {
            // A process that is gone makes no call any more: what it sent is at the channel. One that has only lost its lease may
            // be at it until the push's time is over. Its clock may be ahead of this one, but no push takes longer than its time.
            left = !_settings.IsShared ? TimeSpan.Zero : left < _settings.Descriptor.PushTimeMax ? left : _settings.Descriptor.PushTimeMax;
        }

        return Later(TimeSpan.Zero, left + _settings.UnansweredTimeMax);
    }

    private void MapAnew(ListingState listing, string externalId)
    {
        listing.ExternalId = externalId;
        listing.Forget();
        listing.FailedAttempts = 0;
        listing.Retries = 0;
        listing.BatchLimit = null;
        listing.NotBefore = listing.LateUntil = TimeSpan.Zero;
        listing.IsCallVoid = listing.Place == ListingPlace.InCall;
        if (listing.Place is ListingPlace.Confirming or ListingPlace.AwaitingOrders or ListingPlace.Delayed)
        {
            Put(listing, ListingPlace.Settled);
        }
    }

    /// <summary>Decides where a listing belongs, from what is known of it.</summary>
    private void Evaluate(ListingState listing, Moment now)
    {
        Totals.Account(listing);
        var isAway = listing.Place is ListingPlace.Confirming or ListingPlace.AwaitingOrders;
        if (listing.Place == ListingPlace.InCall || (isAway && !listing.IsRemoved))
        {
            // Whatever ends its absence evaluates it again.
            return;
        }

        if (listing.IsRemoved)
        {
            Put(listing, ListingPlace.Shelved);
            Drop(listing);
        }
        else if (listing.Status != ListingStatus.Active)
        {
            LeaveResync(listing);
            Put(listing, ListingPlace.Shelved);
        }
        else if (listing.Desired is null || !listing.IsStale)
        {
            Settle(listing);
        }
        else if (listing.NotBefore > now.Elapsed)
        {
            Put(listing, ListingPlace.Delayed);
            _timers.Set(listing, listing.NotBefore);
        }
        else
        {
            Advance(listing, now);
        }
    }

    // Stale, and free to go as far as the listing itself is concerned.
    private void Advance(ListingState listing, Moment now)
    {
        listing.Lane = listing.IsDrop || listing.Lane == Lane.Urgent ? Lane.Urgent : Lane.Bulk;
        var isGuarded = _gate.Guards(listing);
        if (listing.Place == ListingPlace.Questioned && isGuarded)
        {
            return;
        }

        if (listing.Declined == listing.Desired && listing.Declined is not null)
        {
            LeaveResync(listing);
            Put(listing, ListingPlace.Declined);
            return;
        }

        listing.Declined = null;
        if (listing.IsReleased && !isGuarded)
        {
            MakeReady(listing, now);
            return;
        }

        Put(listing, ListingPlace.Gated);
        _gate.Add(listing, now.Elapsed);
    }

    private void MakeReady(ListingState listing, Moment now)
    {
        listing.IsReleased = true;
        listing.IsCounted = false;
        var sequence = listing.Place == ListingPlace.Ready ? listing.Key.Sequence : ++_sequence;
        Put(listing, ListingPlace.Settled);
        listing.Key = new ReadyKey(listing.IsDrop, listing.Desired ?? 0, listing.Rate.At(now.Elapsed), sequence);
        Put(listing, ListingPlace.Ready);
        _ready.Add(listing, IsRaise(listing));
    }

    private void Settle(ListingState listing)
    {
        if (listing.Look == Lane.None)
        {
            listing.WaitingSince = null;
            listing.Lane = Lane.None;
            listing.IsCounted = false;
            listing.IsReleased = false;
            listing.Declined = null;
            LeaveResync(listing);
        }

        Put(listing, ListingPlace.Settled);
    }

    // Leaves the structure that the old place stands for; whoever calls enters the new one.
    private void Put(ListingState listing, ListingPlace place)
    {
        switch (listing.Place)
        {
            case ListingPlace.Ready:
                _ready.Remove(listing);
                break;
            case ListingPlace.Gated when place != ListingPlace.Gated:
            case ListingPlace.Questioned:
                _gate.Leave(listing);
                break;
            case ListingPlace.Delayed or ListingPlace.Confirming:
                ListingTimers.Clear(listing);
                break;
        }

        if (!listing.IsRemoved)
        {
            Totals.Moved(listing.Place, place);
        }

        listing.Place = place;
    }

    private void Drop(ListingState listing)
    {
        _looks.Remove(listing);
        _bySku.Remove(listing.Sku);
        _removed++;

        // Compacted now and then: finding one in the list each time would cost its length.
        if (_removed > 64 && _removed > _inOrder.Count / 2)
        {
            _inOrder = [.. _inOrder.Where(kept => !kept.IsRemoved)];
            _removed = 0;
        }
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
