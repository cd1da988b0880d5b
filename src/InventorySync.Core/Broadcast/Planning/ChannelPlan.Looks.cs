using InventorySync.Publishing;

namespace InventorySync.Broadcast.Planning;

/// <summary>Signals, and what stock and rules say of the listings that they concern.</summary>
internal sealed partial class ChannelPlan
{
    private readonly List<ListingState> _released = [];
    private readonly List<ListingState> _questioned = [];

    /// <summary>Notes that a listing may have changed. Costs the same however many signals came before.</summary>
    /// <param name="listing">Which.</param>
    /// <param name="bySale">Whether sales alone are behind it, which never count towards the blast radius.</param>
    /// <param name="since">When the first of the signals came.</param>
    public void Signal(ListingState listing, bool bySale, TimeSpan since)
    {
        if (listing.Status != ListingStatus.Active)
        {
            return;
        }

        if (listing.Look != Lane.None || listing.Place is ListingPlace.Ready or ListingPlace.Gated or ListingPlace.Delayed or ListingPlace.AwaitingOrders)
        {
            Totals.Coalesced++;
        }

        listing.IsCounted |= !bySale;
        listing.WaitingSince ??= since;
        MarkLook(listing, Lane.Urgent);
    }

    /// <summary>The channel itself sold or got back units, so it may have moved the quantity that it was told.</summary>
    public void OwnOrder(ListingState listing, Moment now)
    {
        if (!_settings.ChangesItself)
        {
            return;
        }

        if (listing.Place is ListingPlace.InCall or ListingPlace.Confirming)
        {
            // Whether the channel's sale or the write came first can't be told, so neither outcome will be final.
            listing.IsDisturbed = true;
            return;
        }

        // At a conflict the channel's answer may be older than this order.
        listing.IsDisturbed = listing.Place == ListingPlace.AwaitingOrders;
        var wasKnown = listing.Acknowledged is not null;
        listing.Doubt(_settings.Descriptor.LowersOnSale, _settings.Descriptor.RestoresOnCancellation);
        if (wasKnown)
        {
            MarkUnsaved(listing);
        }

        Evaluate(listing, now);
    }

    /// <summary>Rules or locations changed, or it is time to compare everything: every listing is looked at, in the bulk lane.</summary>
    public void LookAtEverything()
    {
        foreach (var listing in _inOrder)
        {
            if (!listing.IsRemoved)
            {
                listing.IsCounted |= listing.Place != ListingPlace.Declined;
                MarkLook(listing, Lane.Bulk);
            }
        }
    }

    /// <summary>Begins a cycle of the dispatcher: quantities read in earlier ones no longer count as fresh.</summary>
    public void BeginCycle()
    {
        _cycle++;
        WantsOrders = _awaitingOrders.Count > 0;
    }

    /// <summary>Takes listings to compare with stock, at most <paramref name="countMax"/>, urgent ones first.</summary>
    public void TakeLooks(int countMax, List<ListingState> into) => _looks.Take(countMax, into);

    /// <summary>Stock could not be read: they are to be looked at again.</summary>
    public void PutBack(IReadOnlyList<ListingState> listings)
    {
        foreach (var listing in listings)
        {
            MarkLook(listing, listing.Lane == Lane.None ? Lane.Bulk : listing.Lane);
        }
    }

    /// <summary>Whether the listing's quantity was read in this cycle, with no signal since.</summary>
    public bool IsFresh(ListingState listing) => listing.LookedInCycle == _cycle && listing.Look == Lane.None;

    /// <summary>This is what the channel is to show of the listing's SKU.</summary>
    public void Looked(ListingState listing, in PublishedQuantity published, Moment now)
    {
        if (listing.IsRemoved)
        {
            return;
        }

        var descriptor = _settings.Descriptor;
        var own = descriptor.SubtractsOwnOpenOrders ? published.OwnOpenUnits : 0;
        var desired = Math.Clamp(checked(published.Quantity + own), 0, descriptor.QuantityMax);
        if (listing.Desired is { } before && before > desired)
        {
            listing.Rate.Note(before - desired, now.Elapsed);
        }

        _looks.Remove(listing);
        listing.Desired = desired;
        listing.LookedInCycle = _cycle;
        _reviews.Set(listing, published.ReviewAt is { } at ? now.Elapsed + Later(ReviewQueue.IntervalMin, at - now.Utc) : null);
        Evaluate(listing, now);
    }

    /// <summary>Lets stale listings through the gate, run by run and batch by batch.</summary>
    public void Release(Moment now)
    {
        _released.Clear();
        _questioned.Clear();
        _gate.Release(now, _looks.Count > 0, Totals.Active, _newId, _released, _questioned);
        foreach (var listing in _questioned)
        {
            Put(listing, ListingPlace.Questioned);
        }

        foreach (var listing in _released)
        {
            MakeReady(listing, now);
        }
    }

    /// <summary>A person answered a question.</summary>
    /// <returns>Whether it stood.</returns>
    public bool Answer(Guid question, bool isConfirmed, Moment now)
    {
        List<ListingState> listings = [];
        if (!_gate.Answer(question, listings))
        {
            return false;
        }

        foreach (var listing in listings)
        {
            if (isConfirmed)
            {
                MakeReady(listing, now);
                continue;
            }

            listing.IsCounted = false;
            listing.Declined = listing.Desired;
            Evaluate(listing, now);
        }

        return true;
    }

    private void MarkLook(ListingState listing, Lane lane)
    {
        if (listing.Status != ListingStatus.Active || listing.IsRemoved)
        {
            return;
        }

        _looks.Add(listing, lane);
        listing.Lane = listing.Lane > lane ? listing.Lane : lane;
    }
}
