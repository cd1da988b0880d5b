using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Intake.Orders;

/// <summary>One channel's listings by external id, held in memory.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class ChannelListings
{
    /// <summary>Changes made beside this process and its signals: at this age everything is read again.</summary>
    public static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(5);

    /// <summary>An id that is not found may be a listing that another process has just added; looked for no more often than this.</summary>
    public static readonly TimeSpan AgeMaxOnMiss = TimeSpan.FromSeconds(10);

    private static readonly IReadOnlyDictionary<string, Sku[]> None = new Dictionary<string, Sku[]>();

    private readonly ChannelId _channel;
    private readonly IListingStore _store;
    private readonly LoopRuntime _runtime;
    private readonly Lock _lock = new();
    private readonly Dictionary<Sku, long> _marked = [];
    private Dictionary<string, Sku[]> _skus = [];
    private Dictionary<Sku, string> _externalIds = [];
    private DateTimeOffset? _readAt;
    private long _marks;

    public ChannelListings(ChannelId channel, IListingStore store, LoopRuntime runtime)
    {
        _channel = channel;
        _store = store;
        _runtime = runtime;
    }

    /// <summary>Notes that a listing has to be read again before the next answer.</summary>
    public void Mark(Sku sku)
    {
        lock (_lock)
        {
            _marked[sku] = ++_marks;
        }
    }

    /// <summary>Has everything read again before the next answer.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _readAt = null;
        }
    }

    /// <summary>The SKUs under each id, in the order of the SKUs; ids that no listing has are left out.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Sku[]>> FindAsync(IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken)
    {
        if (externalIds.Count == 0)
        {
            return None;
        }

        if (IsOlderThan(AgeMax))
        {
            await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        }

        await ReadMarkedAsync(cancellationToken).ConfigureAwait(false);
        var found = Find(externalIds);
        if (found.Count < externalIds.Count && IsOlderThan(AgeMaxOnMiss))
        {
            await ReadAllAsync(cancellationToken).ConfigureAwait(false);
            found = Find(externalIds);
        }

        return found;
    }

    private bool IsOlderThan(TimeSpan ageMax)
    {
        lock (_lock)
        {
            return _readAt is not { } readAt || _runtime.Now - readAt >= ageMax;
        }
    }

    private Dictionary<string, Sku[]> Find(IReadOnlyCollection<string> externalIds)
    {
        var found = new Dictionary<string, Sku[]>(externalIds.Count);
        lock (_lock)
        {
            foreach (var externalId in externalIds)
            {
                if (_skus.TryGetValue(externalId, out var skus))
                {
                    found[externalId] = skus;
                }
            }
        }

        return found;
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        var readAt = _runtime.Now;
        long marks;
        lock (_lock)
        {
            marks = _marks;
        }

        var skus = new Dictionary<string, Sku[]>();
        var externalIds = new Dictionary<Sku, string>();
        await foreach (var listing in _store.ReadAsync(_channel, cancellationToken).ConfigureAwait(false))
        {
            Add(skus, listing.ExternalId, listing.Sku);
            externalIds[listing.Sku] = listing.ExternalId;
        }

        lock (_lock)
        {
            (_skus, _externalIds, _readAt) = (skus, externalIds, readAt);

            // A mark that was set while it was read may stand for a change that it missed.
            foreach (var (sku, mark) in _marked)
            {
                if (mark <= marks)
                {
                    _marked.Remove(sku);
                }
            }
        }
    }

    private async ValueTask ReadMarkedAsync(CancellationToken cancellationToken)
    {
        KeyValuePair<Sku, long>[] marked;
        lock (_lock)
        {
            marked = _marked.Count == 0 ? [] : [.. _marked];
        }

        // Every caller reads for itself what is marked: one that relied on another's read could miss the change it was told of.
        foreach (var (sku, mark) in marked)
        {
            var listing = await _store.FindAsync(_channel, sku, cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                Replace(sku, listing?.ExternalId);
                if (_marked.GetValueOrDefault(sku) == mark)
                {
                    _marked.Remove(sku);
                }
            }
        }
    }

    private void Replace(Sku sku, string? externalId)
    {
        if (_externalIds.Remove(sku, out var before) && _skus.TryGetValue(before, out var skus))
        {
            if (skus.Length == 1)
            {
                _skus.Remove(before);
            }
            else
            {
                _skus[before] = [.. skus.Where(other => other != sku)];
            }
        }

        if (externalId is not null)
        {
            Add(_skus, externalId, sku);
            _externalIds[sku] = externalId;
        }
    }

    private static void Add(Dictionary<string, Sku[]> skus, string externalId, Sku sku) =>
        skus[externalId] = skus.TryGetValue(externalId, out var others) ? [.. others.Append(sku).Order()] : [sku];
}
