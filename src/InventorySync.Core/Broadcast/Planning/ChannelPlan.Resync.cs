namespace InventorySync.Broadcast.Planning;

/// <summary>Resyncs by hand.</summary>
internal sealed partial class ChannelPlan
{
    private ResyncProgress? _resync;
    private ResyncProgress? _resyncEnded;

    /// <summary>Begins a resync; one that is under way is joined with it.</summary>
    public void Resync(ResyncScope scope, Moment now)
    {
        _resync ??= new ResyncProgress { StartedAt = now };
        foreach (var listing in _inOrder)
        {
            if (listing.IsRemoved || listing.Status != ListingStatus.Active)
            {
                continue;
            }

            _resync.Remaining += listing.IsInResync ? 0 : 1;
            listing.IsInResync = true;
            listing.Declined = null;
            listing.IsCounted = true;
            MarkLook(listing, Lane.Bulk);
            if (scope == ResyncScope.Full)
            {
                WriteAnew(listing, now);
            }
        }

        EndResync();
    }

    /// <summary>Takes the resync that has ended since the last call, or null.</summary>
    public ResyncProgress? TakeEndedResync()
    {
        var ended = _resyncEnded;
        _resyncEnded = null;
        return ended;
    }

    private void WriteAnew(ListingState listing, Moment now)
    {
        // What is on its way is being written anew already; on a conflict the truth is about to be known.
        if (listing.Place is ListingPlace.InCall or ListingPlace.Confirming or ListingPlace.AwaitingOrders)
        {
            return;
        }

        listing.Distrust();
        MarkUnsaved(listing);
        Evaluate(listing, now);
    }

    private void LeaveResync(ListingState listing)
    {
        if (listing.IsInResync && _resync is { } resync)
        {
            listing.IsInResync = false;
            resync.Remaining--;
            EndResync();
        }
    }

    private void EndResync()
    {
        if (_resync is { Remaining: 0 })
        {
            _resyncEnded = _resync;
            _resync = null;
        }
    }
}
