using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>
/// What stale listings pass before they wait for their turn: on a batched channel they are collected here until the batch is
/// due, and on any channel a run that would change too much stops here and asks.
/// </summary>
internal sealed class RunGate
{
    /// <summary>
    /// How long changes that count wait at most for the rest of their run to be looked at. On a channel whose signals never
    /// end the whole run is never seen, and a drop to zero can't wait for that.
    /// </summary>
    public static readonly TimeSpan HoldTimeMax = TimeSpan.FromSeconds(5);

    private readonly ChannelId _channel;
    private readonly TimeSpan _interval;
    private readonly BlastRadiusGuard _guard;
    private List<ListingState> _arrivals = [];
    private List<ListingState> _run = [];
    private List<ListingState> _asked = [];
    private TimeSpan? _ticksFrom;
    private TimeSpan _due;
    private TimeSpan _runSince;
    private int _waitingForAnswer;

    /// <param name="channel">Whose listings these are.</param>
    /// <param name="options">How much may change at once.</param>
    /// <param name="interval">How often a batch is due; zero: changes are let through at once.</param>
    public RunGate(ChannelId channel, BlastRadiusOptions options, TimeSpan interval)
    {
        _channel = channel;
        _interval = interval;
        _guard = new BlastRadiusGuard(options);
    }

    /// <summary>The question that waits for a person, or null.</summary>
    public BlastRadiusQuestion? Question { get; private set; }

    /// <summary>When something here is due by the clock alone; null: nothing is.</summary>
    public TimeSpan? NextAt
    {
        get
        {
            TimeSpan? batch = _arrivals.Count > 0 ? _due : null;
            TimeSpan? run = _run.Count > 0 && Question is null ? _runSince + HoldTimeMax : null;
            return batch is { } a && (run is not { } b || a < b) ? batch : run;
        }
    }

    /// <summary>Whether the listing's change counts towards the blast radius.</summary>
    public bool Guards(ListingState listing) =>
        listing.IsCounted && listing.ShownMax is { } shown && listing.Desired is { } desired && desired != shown
        && (desired == 0 || _guard.CountsChanges);

    public void Add(ListingState listing, TimeSpan now)
    {
        if (listing.GateList == GateList.Arrivals || (listing.GateList == GateList.Run && Guards(listing)))
        {
            return;
        }

        if (_arrivals.Count == 0)
        {
            _due = NextTick(now);
        }

        listing.GateList = GateList.Arrivals;
        _arrivals.Add(listing);
    }

    /// <summary>It goes elsewhere; its entries here are void.</summary>
    public void Leave(ListingState listing)
    {
        listing.GateList = GateList.None;
        if (listing.Place == ListingPlace.Questioned && Question is not null && --_waitingForAnswer == 0)
        {
            // Everything that was asked about has come right by itself.
            Question = null;
            _asked = [];
        }
    }

    /// <summary>Lets through what may go, and asks about what may not.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="looksPending">Whether listings wait to be looked at, so that the run is not complete.</param>
    /// <param name="active">The channel's active listings.</param>
    /// <param name="newId">Makes a question's id.</param>
    /// <param name="released">Gets what may go.</param>
    /// <param name="questioned">Gets what waits for a person.</param>
    public void Release(
        Moment now, bool looksPending, int active, Func<Guid> newId, List<ListingState> released, List<ListingState> questioned)
    {
        if (!looksPending && _ticksFrom is null)
        {
            _ticksFrom = _due = now.Elapsed;
        }

        if (_arrivals.Count > 0 && now.Elapsed >= _due)
        {
            Sort(now.Elapsed, released);
        }

        if (_run.Count > 0 && Question is null && (!looksPending || now.Elapsed >= _runSince + HoldTimeMax))
        {
            Judge(now, active, newId, released, questioned);
        }
    }

    /// <summary>A person answered.</summary>
    /// <param name="question">Which question.</param>
    /// <param name="listings">Gets the listings that waited for the answer.</param>
    /// <returns>Whether that question stood.</returns>
    public bool Answer(Guid question, List<ListingState> listings)
    {
        if (Question?.Id != question)
        {
            return false;
        }

        listings.AddRange(_asked.Where(listing => listing.Place == ListingPlace.Questioned));
        Question = null;
        _asked = [];
        _waitingForAnswer = 0;
        _guard.Reset();
        return true;
    }

    // The first batch is due once the scan at the start is through; from then on the ticks are evenly spaced, so that a change
    // waits for the next one however long nothing changed before.
    private TimeSpan NextTick(TimeSpan now)
    {
        if (_interval <= TimeSpan.Zero)
        {
            return now;
        }

        return _ticksFrom is { } from ? from + (_interval * Math.Max(1, Math.Ceiling((now - from) / _interval))) : TimeSpan.MaxValue;
    }

    private void Sort(TimeSpan now, List<ListingState> released)
    {
        var arrivals = _arrivals;
        _arrivals = [];
        foreach (var listing in arrivals)
        {
            if (listing.GateList != GateList.Arrivals)
            {
                continue;
            }

            if (!Guards(listing))
            {
                listing.GateList = GateList.None;
                released.Add(listing);
                continue;
            }

            if (_run.Count == 0)
            {
                _runSince = now;
            }

            listing.GateList = GateList.Run;
            _run.Add(listing);
        }
    }

    private void Judge(Moment now, int active, Func<Guid> newId, List<ListingState> released, List<ListingState> questioned)
    {
        var run = TakeRun();
        var zeros = run.Count(listing => listing.Desired == 0);
        var tooManyChanges = _guard.IsTooManyChanges(run.Count, now.Elapsed);
        var tooManyZeros = _guard.IsTooManyZeros(zeros, active, now.Elapsed);
        foreach (var listing in run)
        {
            var isAsked = tooManyChanges || (tooManyZeros && listing.Desired == 0);
            (isAsked ? questioned : released).Add(listing);
        }

        if (tooManyChanges || tooManyZeros)
        {
            _asked = [.. questioned];
            _waitingForAnswer = _asked.Count;
            Question = new BlastRadiusQuestion
            {
                Id = newId(),
                Channel = _channel,
                AskedAt = now.Utc,
                Reason = tooManyChanges ? _guard.ChangesReason(run.Count) : _guard.ZerosReason(zeros, active),
                Listings = _asked.Count,
                ListingsToZero = zeros,
                Skus = [.. _asked.Select(listing => listing.Sku).Order().Take(BlastRadiusQuestion.SkusMax)],
            };
            zeros = 0;
        }

        _guard.Note(zeros, tooManyChanges ? 0 : run.Count - (tooManyZeros ? _asked.Count : 0), now.Elapsed);
    }

    private List<ListingState> TakeRun()
    {
        var run = new List<ListingState>(_run.Count);
        foreach (var listing in _run.Where(listing => listing.GateList == GateList.Run))
        {
            // Cleared at once: one that left and came back stands in the list twice.
            listing.GateList = GateList.None;
            run.Add(listing);
        }

        _run = [];
        return run;
    }
}
