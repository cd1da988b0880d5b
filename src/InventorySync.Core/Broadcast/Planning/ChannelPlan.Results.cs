using System.Globalization;
using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <content>What comes of a push.</content>
internal sealed partial class ChannelPlan
{
    private long _accepted;

    /// <summary>A push has ended.</summary>
    /// <param name="call">The push.</param>
    /// <param name="results">One result per listing; null: the call failed whole, and nobody knows what it did.</param>
    /// <param name="fault">Why it failed whole.</param>
    /// <param name="now">The moment.</param>
    /// <param name="random">For the jitter, from 0 to below 1.</param>
    public CallSummary PushEnded(ChannelCall call, IReadOnlyList<PushResult>? results, string? fault, Moment now, double random)
    {
        var summary = new CallSummary { Cause = fault };
        if (results is not null && results.Count != call.Listings.Count)
        {
            fault = summary.Cause = string.Create(
                CultureInfo.InvariantCulture,
                $"The adapter returned {results.Count} results for {call.Listings.Count} listings; PushAsync must return one per listing, in order.");
            results = null;
        }

        var lost = PushResult.Transient(fault ?? "The push failed.");
        var outcome = new PushOutcome(call.Listings.Count, results ?? []);
        _callsUnderWay--;
        NoteAnswer(isAnswer: outcome.IsAnswer, now, summary);
        if (outcome.IsThrottled)
        {
            Totals.Throttles++;
            _pacer.Throttle(now.Elapsed, call.BegunAt.Elapsed, outcome.RetryAfter);
        }

        if (results is not null && results.Any(result => result.Status is PushStatus.Accepted or PushStatus.Conflict or PushStatus.Rejected))
        {
            // Of what it took to confirm later, the confirmation is the answer; being throttled is none.
            _unanswered.Answered(call.BegunAt.Utc);
        }

        // Known before the listings are judged: one that fails while others succeed fails by itself.
        _accepted += outcome.Accepted;
        var wasSuspect = call.Listings.Any(listing => listing.BatchLimit is not null);
        for (var i = 0; i < call.Listings.Count; i++)
        {
            Apply(call.Listings[i], results?[i] ?? lost, outcome, now, random, summary);
        }

        _limitEpoch += wasSuspect && outcome.IsAnswer ? 1 : 0;
        Totals.LastFault = summary.Cause ?? Totals.LastFault;
        return summary;
    }

    /// <summary>The dead letter of a listing is durable: nothing more is sent of it until it is retried.</summary>
    public void Reject(ListingState listing, Moment now)
    {
        Totals.DeadLetters++;
        Totals.StatusChanged(listing.Status, ListingStatus.Rejected);
        listing.Status = ListingStatus.Rejected;
        listing.Retries = 0;
        listing.WaitingSince = listing.SentSince = null;
        if (listing.IsInResync && _resync is { } resync)
        {
            resync.Rejected++;
        }

        LeaveResync(listing);
        _looks.Remove(listing);
        MarkUnsaved(listing);
        Put(listing, ListingPlace.Settled);
        Evaluate(listing, now);
    }

    /// <summary>The dead letter of a listing could not be saved: it is sent, and rejected, once more.</summary>
    public void PutOffLetter(ListingState listing, Moment now, double random)
    {
        Put(listing, ListingPlace.Settled);
        PutOff(listing, now, random);
        Evaluate(listing, now);
    }

    private void Apply(ListingState listing, PushResult result, PushOutcome outcome, Moment now, double random, CallSummary summary)
    {
        if (TakeVoid(listing, now))
        {
            return;
        }

        // One that the channel had taken is carried out by now or never; one without an answer may have been taken.
        var lateTime = listing.ConfirmationToken is null ? _settings.UnansweredTimeMax : _settings.Descriptor.LateWriteTimeMax;
        listing.ConfirmationToken = null;
        if (result.Status is not (PushStatus.Accepted or PushStatus.AcceptedToConfirm or PushStatus.Throttled))
        {
            summary.Cause ??= result.Message;
        }

        MarkUnsaved(listing);
        Put(listing, ListingPlace.Settled);
        switch (result.Status)
        {
            case PushStatus.AcceptedToConfirm when result.ConfirmationToken is { } token && AwaitsConfirmation:
                summary.Accepted++;
                listing.ConfirmationToken = token;
                AwaitConfirmation(listing, now, ConfirmationTime);
                return;
            case PushStatus.Accepted or PushStatus.AcceptedToConfirm:
                summary.Accepted++;
                Acknowledge(listing, now, summary);
                break;
            case PushStatus.Conflict:
                summary.Conflicts++;
                Conflict(listing, result.ActualQuantity, now, random);
                return;
            case PushStatus.Throttled:
                summary.Throttled++;
                TakeBack(listing, null, null);
                ForgetCover(listing);
                break;
            case PushStatus.Rejected:
                TakeBack(listing, null, null);
                Put(listing, ListingPlace.InCall);
                ToDeadLetters(listing, result.Message ?? "The channel rejected it and gave no reason.", summary);
                return;
            default:
                Fail(listing, result.Message ?? "The adapter gave no status.", outcome, lateTime, now, random, summary);
                return;
        }

        Evaluate(listing, now);
    }

    // What was known before the push is known again, unless the channel sold or got units back while it was under way.
    private void TakeBack(ListingState listing, long? sending, DateTimeOffset? since)
    {
        listing.TakeBack(sending, since);
        if (listing.IsDisturbed)
        {
            listing.Doubt(_settings.Descriptor.LowersOnSale, _settings.Descriptor.RestoresOnCancellation);
        }
    }

    private void Acknowledge(ListingState listing, Moment now, CallSummary summary)
    {
        var quantity = listing.Sending!.Value;
        _unanswered.Answered(listing.SendingSince ?? now.Utc);
        if (listing.IsDisturbed)
        {
            listing.KnowRoughly(quantity, _settings.Descriptor.LowersOnSale, _settings.Descriptor.RestoresOnCancellation);
        }
        else
        {
            listing.Know(quantity, now.Utc);
        }

        if (listing.SentSince is { } since)
        {
            summary.Lags.Add(now.Elapsed - since);
        }

        Totals.Accepted++;
        Totals.LastAcknowledgedAt = now.Utc;
        listing.SentSince = null;
        listing.ConfirmationToken = null;
        listing.IsReleased = false;
        listing.NeedsOrders = false;
        listing.IsRead = false;
        listing.Conflicts = 0;
        ForgetFailures(listing);
        if (listing.IsInResync && _resync is { } resync)
        {
            resync.Accepted++;
        }

        LeaveResync(listing);
    }

    // It failed, and nobody knows whether it was written, nor whether it still will be.
    private void Fail(ListingState listing, string cause, PushOutcome outcome, TimeSpan lateTime, Moment now, double random, CallSummary summary)
    {
        summary.Failed++;
        summary.Cause ??= cause;
        Totals.Failures++;
        listing.LoseTrack();
        ForgetCover(listing);
        var othersSucceed = outcome.Accepted > 0 || (listing.AcceptedAtFailure >= 0 && _accepted > listing.AcceptedAtFailure);
        var isItsOwn = othersSucceed && (outcome.IsAnswer || outcome.Count == 1);
        if (othersSucceed && !isItsOwn)
        {
            // The channel works, so one of the batch is to blame: the others need not wait ever longer until it is found.
            listing.Retries = Math.Min(listing.Retries, 1);
        }

        listing.AcceptedAtFailure = _accepted;
        listing.FailedAttempts += isItsOwn ? 1 : 0;
        if (listing.IsInResync && _resync is { } resync)
        {
            resync.Failed++;
        }

        if (listing.FailedAttempts >= _settings.Options.Retry.AttemptsMax)
        {
            Put(listing, ListingPlace.InCall);
            ToDeadLetters(
                listing,
                string.Create(CultureInfo.InvariantCulture, $"Failed {listing.FailedAttempts} times in a row while other listings succeeded; at last: {cause}"),
                summary);
            return;
        }

        PutOff(listing, now, random, lateTime);
        listing.IsPutOffByCall = !outcome.IsAnswer;
        if (!outcome.IsAnswer && outcome.Count > 1 && listing.Retries >= 2)
        {
            // A batch that keeps failing whole may hold one listing that poisons it: halves tell which.
            listing.BatchLimit = Math.Max(1, outcome.Count / 2);
            listing.BatchLimitEpoch = _limitEpoch;
        }

        Evaluate(listing, now);
    }

    private void ToDeadLetters(ListingState listing, string cause, CallSummary summary)
    {
        summary.Cause ??= cause;
        Totals.LastFault = cause;
        summary.Letters.Add((listing, cause));
    }

    private void PutOff(ListingState listing, Moment now, double random, TimeSpan lateTime = default)
    {
        listing.Retries++;
        listing.LateUntil = Later(listing.LateUntil, now.Elapsed + lateTime);
        listing.NotBefore = Later(listing.LateUntil, now.Elapsed + BackOff.Delay(_settings.Options.Retry, listing.Retries, random));
    }

    // What the push was to cover waits again.
    private static void ForgetCover(ListingState listing)
    {
        listing.WaitingSince = listing.SentSince ?? listing.WaitingSince;
        listing.SentSince = null;
    }

    private static void ForgetFailures(ListingState listing)
    {
        listing.Retries = 0;
        listing.FailedAttempts = 0;
        listing.AcceptedAtFailure = -1;
        listing.BatchLimit = null;
        listing.IsPutOffByCall = false;
    }

    // The listing was removed or mapped anew while the call was under way: what came of it concerns another listing.
    private bool TakeVoid(ListingState listing, Moment now)
    {
        if (!listing.IsRemoved && !listing.IsCallVoid)
        {
            return false;
        }

        listing.IsCallVoid = false;
        listing.LateUntil = listing.NotBefore = now.Elapsed + _settings.UnansweredTimeMax;
        Put(listing, ListingPlace.Settled);
        Evaluate(listing, now);
        return true;
    }

    private void NoteAnswer(bool isAnswer, Moment now, CallSummary summary)
    {
        Totals.LastFault = summary.Cause ?? Totals.LastFault;
        if (!isAnswer)
        {
            summary.OpenedBreaker = _breaker.Failed(now.Elapsed);
        }
        else if (_breaker.Succeeded())
        {
            summary.ClosedBreaker = true;
            Recover(now);
        }
    }

    // The channel is back: what waited only because it was away need not wait any longer.
    private void Recover(Moment now)
    {
        foreach (var listing in _inOrder)
        {
            if (listing is { Place: ListingPlace.Delayed, IsPutOffByCall: true, IsRemoved: false })
            {
                listing.NotBefore = listing.LateUntil;
                Evaluate(listing, now);
            }
        }
    }
}
