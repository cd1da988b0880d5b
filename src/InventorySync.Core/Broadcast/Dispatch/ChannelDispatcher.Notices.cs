using InventorySync.Stock;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>What other processes did to the channel: its switch, and all that may have been missed of them.</summary>
internal sealed partial class ChannelDispatcher
{
    private readonly Lock _noticeLock = new();
    private bool _isSwitchChanged;
    private DateTimeOffset? _missedSince;

    /// <summary>Somebody else paused or resumed the channel. Safe from any thread.</summary>
    public void NoticeSwitch()
    {
        lock (_noticeLock)
        {
            _isSwitchChanged = true;
        }

        _wake.Set();
    }

    /// <summary>Anything may have changed since then, and nobody told. Safe from any thread.</summary>
    public void Miss(DateTimeOffset since)
    {
        lock (_noticeLock)
        {
            _missedSince = _missedSince < since ? _missedSince : since;
        }

        _wake.Set();
    }

    private async Task TakeNoticesAsync()
    {
        bool isSwitchChanged;
        DateTimeOffset? missedSince;
        lock (_noticeLock)
        {
            (isSwitchChanged, _isSwitchChanged) = (_isSwitchChanged, false);
            (missedSince, _missedSince) = (_missedSince, null);
        }

        try
        {
            if (missedSince is { } since)
            {
                await LookForMissedAsync(since).ConfigureAwait(false);
            }

            if (isSwitchChanged || missedSince is not null)
            {
                _plan.Pause((await _parts.Store.Channels.ReadAsync(Channel, _abort.Token).ConfigureAwait(false)).Paused);
            }
        }
        catch
        {
            lock (_noticeLock)
            {
                _isSwitchChanged |= isSwitchChanged;
                _missedSince = _missedSince < missedSince ? _missedSince : missedSince ?? _missedSince;
            }

            throw;
        }
    }

    private async Task LookForMissedAsync(DateTimeOffset since)
    {
        var listed = new HashSet<Sku>();
        await foreach (var row in _parts.Store.Listings.ReadAsync(Channel, _abort.Token).ConfigureAwait(false))
        {
            listed.Add(row.Sku);
            if (_plan.Find(row.Sku)?.Version != row.Version)
            {
                _reloads.Add(row.Sku);
            }
        }

        _reloads.AddRange(_plan.Skus.Where(sku => !listed.Contains(sku)));
        await FindLostOrdersAsync(since - SaveSlack).ConfigureAwait(false);
        _plan.LookAtEverything();
        _ruleChangeAt = _parts.Publication.NextRuleChange(_channel, _clock.Now.Utc);
    }
}
