using InventorySync.Alerts;
using InventorySync.Broadcast.Planning;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>Calls: built, made durable, made; and what they came to.</summary>
internal sealed partial class ChannelDispatcher
{
    // Rows in one write besides those of the pushes that wait for it.
    private const int SavesMax = 1_000;

    private readonly List<ListingState> _candidates = [];
    private readonly List<ListingState> _notFresh = [];
    private readonly List<ListingState> _saves = [];
    private readonly List<ChannelCall> _begun = [];
    private readonly List<(ListingState Listing, string Cause)> _letters = [];

    /// <summary>
    /// Makes the calls that are due. Everything goes into one write before they are made: what earlier calls came to, and
    /// that these are under way, so that a crash at any moment leaves rows that tell what is not known.
    /// </summary>
    private async Task CallAsync()
    {
        var isSaved = false;
        try
        {
            await SaveLettersAsync().ConfigureAwait(false);
            if (!_isStopping)
            {
                await BeginCallsAsync().ConfigureAwait(false);
            }

            isSaved = await SaveRowsAsync().ConfigureAwait(false);
        }
        finally
        {
            if (!isSaved)
            {
                foreach (var call in _begun)
                {
                    _plan.Withdraw(call, _clock.Now);
                }

                _begun.Clear();
            }
        }

        if (_isLost)
        {
            // Another process may call the channel already; it finds in the rows what was to go out.
            return;
        }

        foreach (var call in _begun)
        {
            _ = _calls.MakeAsync(call, _abort.Token);
        }

        _begun.Clear();
    }

    private async Task BeginCallsAsync()
    {
        while (true)
        {
            var kind = _plan.Pick(_clock.Now, _candidates);
            if (kind == CallKind.None)
            {
                return;
            }

            if (kind == CallKind.Push && await FreshenAsync().ConfigureAwait(false))
            {
                // Their quantities may have changed their rank, or left nothing to send.
                continue;
            }

            _begun.Add(_plan.Begin(kind, _candidates, _clock.Now));
        }
    }

    private async Task<bool> FreshenAsync()
    {
        _notFresh.Clear();
        _notFresh.AddRange(_candidates.Where(listing => !_plan.IsFresh(listing)));
        if (_notFresh.Count == 0)
        {
            return false;
        }

        await ReadQuantitiesAsync(_notFresh).ConfigureAwait(false);
        ReleaseRuns();
        return true;
    }

    /// <returns>Whether all were written; false: other processes have changed some, which are read again in the next cycle.</returns>
    private async Task<bool> SaveRowsAsync()
    {
        _saves.Clear();
        foreach (var call in _begun)
        {
            if (call.Kind == CallKind.Push)
            {
                _saves.AddRange(call.Listings);
            }
        }

        _plan.TakeUnsaved(_saves.Count + SavesMax, _saves);
        if (_saves.Count == 0)
        {
            return true;
        }

        var isSaved = false;
        try
        {
            Listing[] rows = [.. _saves.Select(listing => listing.ToRow(Channel))];
            if (_parts.Store.Coordination is { } coordination)
            {
                isSaved = TakeVersions(await coordination.SaveListingsAsync(rows, _lease, _abort.Token).ConfigureAwait(false));
            }
            else
            {
                await _parts.Store.Listings.SaveAsync(rows, _abort.Token).ConfigureAwait(false);
                isSaved = true;
            }
        }
        finally
        {
            if (!isSaved)
            {
                foreach (var listing in _saves)
                {
                    _plan.MarkUnsaved(listing);
                }
            }
        }

        return isSaved;
    }

    private bool TakeVersions(IReadOnlyList<long> versions)
    {
        var areAll = true;
        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i] == 0)
            {
                _reloads.Add(_saves[i].Sku);
                areAll = false;
            }
            else
            {
                _saves[i].Version = versions[i];
            }
        }

        return areAll;
    }

    // A letter is durable before its listing counts as rejected: in between, a crash makes the channel reject it once more.
    private async Task SaveLettersAsync()
    {
        while (_letters.Count > 0)
        {
            var (listing, cause) = _letters[^1];
            try
            {
                await _parts.Store.DeadLetters.AddAsync(
                    new DeadLetter
                    {
                        Id = _runtime.NewUuid(),
                        Kind = DeadLetterKind.Push,
                        Channel = Channel,
                        Key = listing.Sku.Value,
                        Cause = cause,
                        At = _runtime.Now,
                        Status = DeadLetterStatus.Open,
                    },
                    _abort.Token).ConfigureAwait(false);
            }
            catch
            {
                foreach (var (put, _) in _letters)
                {
                    _plan.PutOffLetter(put, _clock.Now, _runtime.NextDouble());
                }

                _letters.Clear();
                throw;
            }

            _letters.RemoveAt(_letters.Count - 1);
            _plan.Reject(listing, _clock.Now);
            _parts.Metrics.DeadLetter(Channel);
            BroadcastLog.ListingRejected(_parts.Logger, Channel, listing.Sku, cause);
        }
    }

    private void Apply(CallEnd end)
    {
        var now = _clock.Now;
        if (end.Call is not { } call)
        {
            _plan.OrdersEnded(end.AreOrdersRead, now, _runtime.NextDouble());
            if (!end.AreOrdersRead && !_isStopping)
            {
                BroadcastLog.OrdersNotRead(_parts.Logger, Channel, end.Fault);
            }

            return;
        }

        var random = _runtime.NextDouble();
        var summary = call.Kind switch
        {
            CallKind.Push => _plan.PushEnded(call, end.Results, end.Fault, now, random),
            CallKind.Read => _plan.ReadEnded(call, end.Stock, end.Fault, now, random),
            _ => _plan.ConfirmEnded(call, end.Confirmations, end.Fault, now, random),
        };
        _letters.AddRange(summary.Letters);
        Report(call, summary, now);
    }

    private void Report(ChannelCall call, CallSummary summary, Moment now)
    {
        foreach (var lag in summary.Lags)
        {
            _lags.Observe(lag);
            _parts.Delays?.ObservePush(Channel, lag);
            _parts.Metrics.Lag(Channel, lag);
        }

        if (summary.OpenedBreaker)
        {
            BroadcastLog.BreakerOpened(_parts.Logger, Channel, _channel.Options.Breaker.BreakTime, summary.Cause);
        }
        else if (summary.ClosedBreaker)
        {
            BroadcastLog.BreakerClosed(_parts.Logger, Channel);
        }

        if (call.Kind == CallKind.Push)
        {
            ReportPush(call, summary, now);
        }
        else if (summary.Cause is { } fault)
        {
            BroadcastLog.CallFailed(_parts.Logger, Channel, fault);
        }
    }

    private void ReportPush(ChannelCall call, CallSummary summary, Moment now)
    {
        var time = now.Elapsed - call.BegunAt.Elapsed;
        _parts.Metrics.Pushed(Channel, time);
        _parts.Metrics.Listings(Channel, "accepted", summary.Accepted);
        _parts.Metrics.Listings(Channel, "conflict", summary.Conflicts);
        _parts.Metrics.Listings(Channel, "throttled", summary.Throttled);
        _parts.Metrics.Listings(Channel, "failed", summary.Failed);
        _parts.Metrics.Listings(Channel, "rejected", summary.Rejected);
        BroadcastLog.Pushed(_parts.Logger, Channel, call.Listings.Count, summary.Accepted, summary.Failed, summary.Throttled, summary.Conflicts);
        if (summary.Throttled > 0)
        {
            _parts.Metrics.Throttled(Channel);
            BroadcastLog.Throttled(_parts.Logger, Channel, _plan.CallsPerSecond);
        }

        if (summary.Failed == call.Listings.Count && summary.Cause is { } fault)
        {
            BroadcastLog.CallFailed(_parts.Logger, Channel, fault);
        }

        _parts.Log.Add(new SyncRun
        {
            Id = _runtime.NewUuid(),
            Channel = Channel,
            Kind = SyncRunKind.Push,
            StartedAt = call.BegunAt.Utc,
            Duration = time,
            Sent = call.Listings.Count,
            Accepted = summary.Accepted,
            Throttled = summary.Throttled,

            // A conflict is tried again too, with what the channel showed.
            Failed = summary.Failed + summary.Conflicts,
            Rejected = summary.Rejected,
            Cause = summary.Cause,
        });
    }

    private void LogResync()
    {
        if (_plan.TakeEndedResync() is not { } resync)
        {
            return;
        }

        var now = _clock.Now;
        BroadcastLog.ResyncEnded(_parts.Logger, Channel, resync.Sent, resync.Accepted, resync.Rejected);
        _parts.Log.Add(new SyncRun
        {
            Id = _runtime.NewUuid(),
            Channel = Channel,
            Kind = SyncRunKind.Resync,
            StartedAt = resync.StartedAt.Utc,
            Duration = now.Elapsed - resync.StartedAt.Elapsed,
            Sent = resync.Sent,
            Accepted = resync.Accepted,
            Failed = resync.Failed,
            Rejected = resync.Rejected,
        });
    }
}
