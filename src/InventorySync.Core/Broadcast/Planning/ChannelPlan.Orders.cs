using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>Conflicts and the reading of the channel's orders; writes that are confirmed later.</summary>
internal sealed partial class ChannelPlan
{
    /// <summary>How many conflicts in a row are answered at once; from then on with a back-off, or a listing that somebody else keeps writing would take all calls.</summary>
    public const int ConflictsAtOnceMax = 3;

    // How often a confirmation is asked for: often enough to learn of it soon, seldom enough to spare the channel's calls.
    private const int AsksPerConfirmation = 20;

    private static readonly TimeSpan AskIntervalMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskIntervalMax = TimeSpan.FromSeconds(30);

    private readonly List<ListingState> _awaitingOrders = [];

    /// <summary>Whether something waits for the channel's orders to be read.</summary>
    public bool WantsOrders { get; private set; }

    private bool AwaitsConfirmation => _settings.CanConfirm || _settings.Descriptor.ConfirmationTimeMax > TimeSpan.Zero;

    // A channel that confirms later but declares no time for it gets the time of a push.
    private TimeSpan ConfirmationTime =>
        _settings.Descriptor.ConfirmationTimeMax > TimeSpan.Zero ? _settings.Descriptor.ConfirmationTimeMax : _settings.Descriptor.PushTimeMax;

    private TimeSpan AskInterval
    {
        get
        {
            var share = ConfirmationTime / AsksPerConfirmation;
            return share < AskIntervalMin ? AskIntervalMin : share > AskIntervalMax ? AskIntervalMax : share;
        }
    }

    /// <summary>Begins to read the channel's orders, if something waits for them and the last reading did not just fail.</summary>
    public bool TryBeginOrders(TimeSpan now)
    {
        if (!WantsOrders || _orders.IsUnderWay || now < _orders.NotBefore)
        {
            return false;
        }

        _orders.Begin(now);
        return true;
    }

    /// <summary>The reading of the channel's orders has ended. Signals that it caused are taken before.</summary>
    /// <param name="isComplete">Whether all of them were read and applied.</param>
    /// <param name="now">The moment.</param>
    /// <param name="random">For the jitter, from 0 to below 1.</param>
    public void OrdersEnded(bool isComplete, Moment now, double random)
    {
        _orders.End(isComplete, now.Elapsed, random);
        WantsOrders = false;
        var waiting = _awaitingOrders.ToArray();
        _awaitingOrders.Clear();
        foreach (var listing in waiting)
        {
            if (listing.Place != ListingPlace.AwaitingOrders)
            {
                continue;
            }

            if (listing.ConflictAt > _orders.BegunAt)
            {
                // It came up while the orders were being read, and may be due to one that was not read yet.
                _awaitingOrders.Add(listing);
                continue;
            }

            EndConflict(listing, isComplete, now);
        }
    }

    /// <summary>Wakes what is due by the clock: listings that were put off, confirmations to ask for.</summary>
    public void Wake(Moment now)
    {
        // Sales, or their absence, are behind it: such a change never counts towards the blast radius.
        while (_reviews.TakeDue(now.Elapsed) is { } review)
        {
            MarkLook(review, Lane.Bulk);
        }

        while (_timers.TakeDue(now.Elapsed) is { } listing)
        {
            if (listing.Place != ListingPlace.Confirming)
            {
                Evaluate(listing, now);
            }
            else if (_settings.CanConfirm)
            {
                _toConfirm.Enqueue(listing);
            }
            else
            {
                // Nothing can tell, and its time is over: it is taken at the channel's word.
                Put(listing, ListingPlace.Settled);
                Acknowledge(listing, now, new CallSummary());
                MarkUnsaved(listing);
                Evaluate(listing, now);
            }
        }
    }

    /// <summary>A question about confirmations has ended.</summary>
    /// <param name="call">The question.</param>
    /// <param name="results">The result by token, without those still under way; null: the call failed.</param>
    /// <param name="fault">Why it failed.</param>
    /// <param name="now">The moment.</param>
    /// <param name="random">For the jitter, from 0 to below 1.</param>
    public CallSummary ConfirmEnded(ChannelCall call, IReadOnlyDictionary<string, PushResult>? results, string? fault, Moment now, double random)
    {
        var summary = new CallSummary { Cause = fault };
        _callsUnderWay--;
        _isConfirming = false;
        NoteAnswer(isAnswer: results is not null, now, summary);
        foreach (var listing in call.Listings)
        {
            if (listing.Place != ListingPlace.Confirming || listing.ConfirmationToken is not { } token)
            {
                continue;
            }

            if (results is not null && results.TryGetValue(token, out var result) && result.Status != PushStatus.AcceptedToConfirm)
            {
                Apply(listing, result, PushOutcome.OfOne(result), now, random, summary);
            }
            else if (now.Elapsed >= listing.ConfirmBefore)
            {
                var lost = PushResult.Transient("The channel did not confirm the write in time; it counts as lost.");
                Apply(listing, lost, PushOutcome.OfOne(lost), now, random, summary);
            }
            else
            {
                AskLater(listing, now);
            }
        }

        return summary;
    }

    // I8: nothing newer is sent before the channel has carried the write out, or its time is over. A channel that takes writes
    // into a queue of its own does not say in which order it carries them out.
    private void AwaitConfirmation(ListingState listing, Moment now, TimeSpan time)
    {
        Put(listing, ListingPlace.Confirming);
        listing.ConfirmBefore = now.Elapsed + time;
        AskLater(listing, now);
    }

    private void AskLater(ListingState listing, Moment now)
    {
        var ask = now.Elapsed + AskInterval;
        _timers.Set(listing, !_settings.CanConfirm || ask > listing.ConfirmBefore ? Later(listing.ConfirmBefore, now.Elapsed) : ask);
        Totals.Account(listing);
    }

    private void TakeConfirmations(List<ListingState> candidates)
    {
        HashSet<string> tokens = new(StringComparer.Ordinal);
        while (_toConfirm.TryPeek(out var listing))
        {
            if (listing.Place == ListingPlace.Confirming && listing.ConfirmationToken is { } token)
            {
                if (!tokens.Contains(token) && tokens.Count == _settings.Descriptor.BatchSizeMax)
                {
                    return;
                }

                tokens.Add(token);
                candidates.Add(listing);
            }

            _toConfirm.Dequeue();
        }
    }

    private void Conflict(ListingState listing, long? actual, Moment now, double random)
    {
        Totals.Conflicts++;
        listing.TakeBack(null, null);
        ForgetCover(listing);
        listing.Actual = actual;
        listing.ConflictAt = now.Elapsed;
        listing.Conflicts++;
        listing.IsRead = false;
        if (listing.Conflicts > ConflictsAtOnceMax)
        {
            listing.NotBefore = Later(listing.NotBefore, now.Elapsed + BackOff.Delay(_settings.Options.Retry, listing.Conflicts - ConflictsAtOnceMax, random));
        }

        Put(listing, ListingPlace.AwaitingOrders);
        _awaitingOrders.Add(listing);
        WantsOrders = true;
        Totals.Account(listing);
    }

    // The conflict has told what the channel shows; only the orders behind it tell what it should show.
    private void EndConflict(ListingState listing, bool ordersAreRead, Moment now)
    {
        Put(listing, ListingPlace.Settled);
        listing.NeedsOrders = !ordersAreRead;
        if (listing.Actual is not { } actual)
        {
            listing.Distrust();
        }
        else if (listing.IsDisturbed)
        {
            listing.KnowRoughly(actual, _settings.Descriptor.LowersOnSale, _settings.Descriptor.RestoresOnCancellation);
        }
        else
        {
            listing.Know(actual, now.Utc);
        }

        listing.Actual = null;
        MarkUnsaved(listing);
        MarkLook(listing, Lane.Urgent);
        Evaluate(listing, now);
    }
}
