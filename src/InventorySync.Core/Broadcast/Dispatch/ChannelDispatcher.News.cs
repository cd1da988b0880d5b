using System.Collections.Concurrent;
using InventorySync.Broadcast.Planning;
using InventorySync.Publishing;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>What comes in: the stored listings at start, signals, ends of calls, and the quantities of what changed.</summary>
internal sealed partial class ChannelDispatcher
{
    /// <summary>Listings compared with stock in one read: large enough to make a scan quick, small enough not to hold an urgent one up.</summary>
    public const int LooksMax = 500;

    // How far commits and their signals may lie apart.
    private static readonly TimeSpan SignalSlack = TimeSpan.FromSeconds(1);

    // How far the last row saved may lie before the last signal that it covers.
    private static readonly TimeSpan SaveSlack = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<CallEnd> _ends = new();
    private readonly List<CallEnd> _endsTaken = [];
    private readonly List<Sku> _reloads = [];
    private readonly List<ListingState> _looks = [];
    private List<Signal> _signals = [];

    private void PostEnd(CallEnd end)
    {
        _ends.Enqueue(end);
        _wake.Set();
    }

    private async Task<bool> LoadAsync()
    {
        while (!_isStopping)
        {
            try
            {
                await LoadOnceAsync().ConfigureAwait(false);
                BroadcastLog.Started(_parts.Logger, Channel, _plan.Totals.Listings);
                return true;
            }
#pragma warning disable CA1031 // A channel whose listings can't be read yet must neither end nor keep the application from starting.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                if (!_isStopping)
                {
                    BroadcastLog.CycleFailed(_parts.Logger, Channel, FaultDelay, fault);
                    await _stop.WaitAsync(FaultDelay, CancellationToken.None).ConfigureAwait(false);
                }
            }
        }

        return false;
    }

    private async Task LoadOnceAsync()
    {
        _plan = CreatePlan();
        _status = Snapshot(ChannelState.Starting);
        DateTimeOffset? savedAt = null;
        await foreach (var row in _parts.Store.Listings.ReadAsync(Channel, _abort.Token).ConfigureAwait(false))
        {
            _plan.Add(row, _clock.Now);
            savedAt = Later(savedAt, Later(row.AcknowledgedAt, row.SendingSince));
        }

        _plan.Pause((await _parts.Store.Channels.ReadAsync(Channel, _abort.Token).ConfigureAwait(false)).Paused);
        await FindLostOrdersAsync(savedAt - SaveSlack).ConfigureAwait(false);
        var now = _clock.Now;
        _ruleChangeAt = _parts.Publication.NextRuleChange(_channel, now.Utc);
        _compareAt = now.Elapsed + _channel.Options.CompareInterval;
    }

    // An order of the channel's own makes what it shows doubtful, and that is saved a moment after the order's commit. Where
    // the process ended in between, the ledger still knows of the order, and only of those since the last row was saved.
    private async Task FindLostOrdersAsync(DateTimeOffset? since)
    {
        if (since is null || !_settings.ChangesItself)
        {
            return;
        }

        // Another process's order may be heard of some time after its commit, and by another clock.
        var slack = _lease is null ? SignalSlack : SaveSlack;
        var query = new MovementQuery { RecordedFrom = since };
        await foreach (var movement in _parts.Store.Ledger.ReadMovementsAsync(query, _abort.Token).ConfigureAwait(false))
        {
            if (movement.Channel != Channel || movement.Kind != OperationKind.RecordOrder)
            {
                continue;
            }

            foreach (var listing in Concerned(movement.Sku))
            {
                if (listing.AcknowledgedAt is not { } at || movement.RecordedAt >= at - slack)
                {
                    _plan.OwnOrder(listing, _clock.Now);
                }
            }
        }
    }

    /// <summary>Takes signals and ends of calls. A call's end is applied after the signals that it caused: they were noted before it was posted.</summary>
    private async Task TakeNewsAsync()
    {
        while (_ends.TryDequeue(out var end))
        {
            _endsTaken.Add(end);
        }

        TakeSignals();
        foreach (var end in _endsTaken)
        {
            Apply(end);
        }

        _endsTaken.Clear();
        await TakeNoticesAsync().ConfigureAwait(false);
        while (_reloads.Count > 0)
        {
            await ReloadAsync(_reloads[^1]).ConfigureAwait(false);
            _reloads.RemoveAt(_reloads.Count - 1);
        }
    }

    private void TakeSignals()
    {
        _signals = _inbox.Take(_signals, out var isEverythingChanged);
        var now = _clock.Now;
        foreach (var signal in _signals)
        {
            if (signal.Kinds.HasFlag(SignalKinds.Listing))
            {
                _reloads.Add(signal.Sku);
            }

            // Its listing alone: an order of a kit is signalled as the kit's.
            if (signal.Kinds.HasFlag(SignalKinds.OwnOrder) && _plan.Find(signal.Sku) is { } sold)
            {
                _plan.OwnOrder(sold, now);
                _plan.Signal(sold, bySale: true, signal.Since);
            }

            if ((signal.Kinds & (SignalKinds.Sold | SignalKinds.Changed)) != SignalKinds.None)
            {
                foreach (var listing in Concerned(signal.Sku))
                {
                    _plan.Signal(listing, bySale: !signal.Kinds.HasFlag(SignalKinds.Changed), signal.Since);
                }
            }
        }

        _signals.Clear();
        if (isEverythingChanged)
        {
            _plan.LookAtEverything();
            _ruleChangeAt = _parts.Publication.NextRuleChange(_channel, now.Utc);
        }
    }

    // Whoever changed the row did not go through this dispatcher, because it did not run yet, or because they are another process.
    private async Task ReloadAsync(Sku sku)
    {
        var row = await _parts.Store.Listings.FindAsync(Channel, sku, _abort.Token).ConfigureAwait(false);
        if (row is null)
        {
            _plan.Remove(sku, _clock.Now);
            return;
        }

        if (row.Version != 0 && _plan.Find(sku)?.Version == row.Version)
        {
            // Nobody else has written it.
            return;
        }

        if (_plan.Find(sku) is not { } listing || listing.ExternalId != row.ExternalId || listing.Status != row.Status || row.Acknowledged is null)
        {
            _plan.Apply(row, _clock.Now);
        }

        if (row.Version != 0 && _plan.Find(sku) is { } reloaded)
        {
            // What they wrote beside their change is what they had read; what is known here is written over it.
            reloaded.Version = row.Version;
            _plan.MarkUnsaved(reloaded);
        }
    }

    private async Task LookAsync()
    {
        _looks.Clear();
        _plan.TakeLooks(LooksMax, _looks);
        if (_looks.Count > 0)
        {
            await ReadQuantitiesAsync(_looks).ConfigureAwait(false);
        }
    }

    private async Task ReadQuantitiesAsync(List<ListingState> listings)
    {
        IReadOnlyList<PublishedQuantity> published;
        try
        {
            published = await _parts.Publication.ReadAsync(_channel, [.. listings.Select(listing => listing.Sku)], _abort.Token).ConfigureAwait(false);
        }
        catch
        {
            _plan.PutBack(listings);
            throw;
        }

        var now = _clock.Now;
        for (var i = 0; i < listings.Count; i++)
        {
            _plan.Looked(listings[i], published[i], now);
        }
    }

    private IEnumerable<ListingState> Concerned(Sku sku)
    {
        if (_plan.Find(sku) is { } own)
        {
            yield return own;
        }

        foreach (var kit in _parts.Catalog.KitsUsing(sku))
        {
            if (_plan.Find(kit) is { } listing)
            {
                yield return listing;
            }
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is { } first && (b is not { } second || first > second) ? a : b;
}
