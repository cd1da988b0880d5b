using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage.Coordination;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>
/// A channel's place in this process: its dispatcher for as long as this process keeps the channel, and what people ask for
/// whether it does or not. Where the store serves one process, that is always.
/// </summary>
/// <remarks>Requests and notices are safe from any thread; terms begin and end one after the other.</remarks>
internal sealed class ChannelSeat : IDisposable
{
    private readonly SalesChannel _channel;
    private readonly BroadcastParts _parts;
    private readonly BroadcastSignals _signals;
    private readonly IStoreCoordination? _coordination;

    // One that was never started stands for a channel that is kept elsewhere: requests to it go to the store.
    private volatile ChannelDispatcher _dispatcher;
    private volatile bool _isOpen;

    public ChannelSeat(SalesChannel channel, BroadcastParts parts, BroadcastSignals signals)
    {
        _channel = channel;
        _parts = parts;
        _signals = signals;
        _coordination = parts.Store.Coordination;
        _dispatcher = new ChannelDispatcher(channel, parts);
    }

    public ChannelId Channel => _channel.Id;

    public ChannelStatus Status
    {
        get
        {
            var status = _dispatcher.Status;
            return _isOpen && status.State == ChannelState.Stopped ? status with { State = ChannelState.Elsewhere } : status;
        }
    }

    /// <summary>The application starts. The dispatcher does too, unless another process may keep the channel.</summary>
    public void Open()
    {
        if (_coordination is null)
        {
            Start();
        }

        _isOpen = _coordination is not null;
    }

    /// <summary>This process keeps the channel from here on.</summary>
    public void Begin(IStoreLease lease)
    {
        Replace(new ChannelDispatcher(_channel, _parts, lease));
        Start();
    }

    /// <summary>This process keeps the channel no longer.</summary>
    /// <param name="cancellationToken">The time to drain is over.</param>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        Leave();
        await _dispatcher.StopAsync(cancellationToken).ConfigureAwait(false);
        Replace(new ChannelDispatcher(_channel, _parts));
    }

    /// <summary>Takes no more signals.</summary>
    public void Leave() => _signals.Unsubscribe(_dispatcher.Signals);

    /// <summary>The application stops; a term has ended before.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _isOpen = false;
        return _dispatcher.StopAsync(cancellationToken);
    }

    /// <summary>Somebody else changed something of the channel.</summary>
    public void Notice(in StoreChange change)
    {
        switch (change.Kind)
        {
            case StoreChangeKind.Listing:
                _signals.ListingChanged(Channel, change.Sku);
                break;
            case StoreChangeKind.ChannelSwitch:
                _dispatcher.NoticeSwitch();
                break;
            case StoreChangeKind.Resync:
                _dispatcher.Resync(ResyncScope.Changed, isNow: true);
                break;
            case StoreChangeKind.FullResync:
                _dispatcher.Resync(ResyncScope.Full, isNow: true);
                break;
        }
    }

    /// <summary>Anything may have changed since then, and nobody told.</summary>
    public void Miss(DateTimeOffset since) => _dispatcher.Miss(since);

    public async Task PauseAsync(bool isPaused, CancellationToken cancellationToken)
    {
        await _dispatcher.PauseAsync(isPaused, cancellationToken).ConfigureAwait(false);
        await TellAsync([new StoreChange(StoreChangeKind.ChannelSwitch, Channel)], cancellationToken).ConfigureAwait(false);
    }

    public Task ResyncAsync(ResyncScope scope, CancellationToken cancellationToken)
    {
        if (_dispatcher.Resync(scope, isNow: _coordination is not null))
        {
            return Task.CompletedTask;
        }

        var kind = scope == ResyncScope.Full ? StoreChangeKind.FullResync : StoreChangeKind.Resync;
        return TellAsync([new StoreChange(kind, Channel)], cancellationToken);
    }

    public Task<bool> AnswerAsync(Guid question, bool isConfirmed, CancellationToken cancellationToken) =>
        _dispatcher.AnswerAsync(question, isConfirmed, cancellationToken);

    /// <summary>Changes listings' rows.</summary>
    /// <param name="skus">Which, each once.</param>
    /// <param name="edit">The row as it is, or null; gives the row as it is to be. The same row: no change. Called again where somebody else changes it meanwhile.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many changed.</returns>
    public async Task<int> EditAsync(IReadOnlyList<Sku> skus, Func<Sku, Listing?, Listing?> edit, CancellationToken cancellationToken)
    {
        var changed = await _dispatcher.EditAsync(skus, edit, cancellationToken).ConfigureAwait(false);

        // Even where nothing changed: the same may be asked again because it was written and not told.
        await TellAsync([.. skus.Select(sku => new StoreChange(StoreChangeKind.Listing, Channel, sku))], cancellationToken).ConfigureAwait(false);
        return changed;
    }

    public async Task<bool> RemoveAsync(Sku sku, CancellationToken cancellationToken)
    {
        var wasThere = await _dispatcher.RemoveAsync(sku, cancellationToken).ConfigureAwait(false);
        await TellAsync([new StoreChange(StoreChangeKind.Listing, Channel, sku)], cancellationToken).ConfigureAwait(false);
        return wasThere;
    }

    public void Dispose() => _dispatcher.Dispose();

    private void Start()
    {
        // Before it reads its listings, so that no change falls between the reading and the signals.
        _signals.Subscribe(_dispatcher.Signals);
        _dispatcher.Start();
    }

    private void Replace(ChannelDispatcher dispatcher)
    {
        var before = _dispatcher;
        _dispatcher = dispatcher;
        before.Dispose();
    }

    // This process may have taken the channel over just after the store was changed past it, and hears nothing of its own.
    private async Task TellAsync(StoreChange[] changes, CancellationToken cancellationToken)
    {
        if (_coordination is null)
        {
            return;
        }

        await _coordination.AnnounceAsync(changes, cancellationToken).ConfigureAwait(false);
        foreach (var change in changes)
        {
            Notice(change);
        }
    }
}
