using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <content>What reading the channel's stock came to.</content>
internal sealed partial class ChannelPlan
{
    /// <summary>A read of the channel's stock has ended.</summary>
    /// <param name="call">The read.</param>
    /// <param name="stock">The quantity by external id; null: the call failed.</param>
    /// <param name="fault">Why it failed.</param>
    /// <param name="now">The moment.</param>
    /// <param name="random">For the jitter, from 0 to below 1.</param>
    public CallSummary ReadEnded(ChannelCall call, IReadOnlyDictionary<string, long>? stock, string? fault, Moment now, double random)
    {
        var summary = new CallSummary { Cause = fault };
        _callsUnderWay--;
        NoteAnswer(isAnswer: stock is not null, now, summary);
        foreach (var listing in call.Listings)
        {
            if (TakeVoid(listing, now))
            {
                continue;
            }

            Put(listing, ListingPlace.Settled);
            if (stock is null)
            {
                summary.Failed++;
                Totals.Failures++;
                PutOff(listing, now, random);
                listing.IsPutOffByCall = true;
            }
            else if (stock.TryGetValue(listing.ExternalId, out var shown))
            {
                KnowFromRead(listing, shown, now);
            }
            else if (_settings.Descriptor.WriteMode == WriteMode.Delta)
            {
                Put(listing, ListingPlace.InCall);
                ToDeadLetters(listing, "The channel does not know this listing, so its quantity can't be read, and a difference can't be written without it.", summary);
                continue;
            }
            else
            {
                listing.Distrust();
                listing.IsRead = true;
            }

            Evaluate(listing, now);
        }

        return summary;
    }

    private void KnowFromRead(ListingState listing, long quantity, Moment now)
    {
        if (listing.IsDisturbed)
        {
            listing.KnowRoughly(quantity, _settings.Descriptor.LowersOnSale, _settings.Descriptor.RestoresOnCancellation);

            // A comparison that fails tells the truth; a difference added to a wrong base tells nothing, so it is read once more.
            listing.IsRead = _settings.Descriptor.WriteMode != WriteMode.Delta;
        }
        else
        {
            listing.Know(quantity, now.Utc);
        }

        ForgetFailures(listing);
        MarkUnsaved(listing);
    }
}
