using InventorySync.Alerts;
using InventorySync.Broadcast.Dispatch;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Publishing;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Broadcast;

/// <summary>Keeps the mapping of SKUs to listings, and the switches of single listings.</summary>
internal sealed class ListingBook : IListings
{
    // Rows in one write: a large import must not hold up its channel's dispatcher.
    private const int ChunkSize = 500;

    private readonly BroadcastLoop _dispatchers;
    private readonly ChannelRegistry _channels;
    private readonly IInventoryStore _store;
    private readonly ICatalog _catalog;
    private readonly CompetitionSignals _competition;
    private readonly LoopRuntime _runtime;

    public ListingBook(
        BroadcastLoop dispatchers, ChannelRegistry channels, IInventoryStore store, ICatalog catalog, CompetitionSignals competition, LoopRuntime runtime)
    {
        _competition = competition;
        _dispatchers = dispatchers;
        _channels = channels;
        _store = store;
        _catalog = catalog;
        _runtime = runtime;
    }

    public async Task SaveAsync(IReadOnlyList<ListingMapping> mappings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mappings);
        foreach (var mapping in mappings)
        {
            Check(mapping);
        }

        foreach (var group in mappings.GroupBy(mapping => mapping.Channel).OrderBy(group => group.Key))
        {
            var bySku = new Dictionary<Sku, string>();
            foreach (var mapping in group)
            {
                if (!bySku.TryAdd(mapping.Sku, mapping.ExternalId))
                {
                    throw new ArgumentException($"SKU '{mapping.Sku}' stands twice for channel '{mapping.Channel}'; map it once.", nameof(mappings));
                }
            }

            await MapAsync(_dispatchers.Get(group.Key), bySku, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<bool> HoldAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default) =>
        SetStatusAsync(channel, sku, ListingStatus.Held, cancellationToken);

    public Task<bool> ReleaseAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default) =>
        SetStatusAsync(channel, sku, ListingStatus.Active, cancellationToken);

    public async Task<bool> RemoveAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default)
    {
        var wasThere = await _dispatchers.Get(channel).RemoveAsync(sku, cancellationToken).ConfigureAwait(false);
        _competition.OnListingChanged(channel, sku);
        await CloseLetterAsync(channel, sku, DeadLetterStatus.Dismissed, "The listing was removed.", cancellationToken).ConfigureAwait(false);
        return wasThere;
    }

    public async Task<bool> RetryAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default)
    {
        var wasRejected = false;
        await _dispatchers.Get(channel).EditAsync(
            [sku],
            (_, row) =>
            {
                wasRejected = row is { Status: ListingStatus.Rejected };
                return wasRejected ? Fresh(row!, row!.ExternalId) : row;
            },
            cancellationToken).ConfigureAwait(false);
        if (wasRejected)
        {
            await CloseLetterAsync(channel, sku, DeadLetterStatus.Retried, "The listing is tried again.", cancellationToken).ConfigureAwait(false);
        }

        return wasRejected;
    }

    public async Task<MappingReport> ImportAsync(ChannelId channel, CancellationToken cancellationToken = default)
    {
        var dispatcher = _dispatchers.Get(channel);
        if (_channels.Get(channel).Adapter is not IListingReader reader)
        {
            throw new NotSupportedException(
                $"The adapter of channel '{channel}' can't list what it sells; map its listings with {nameof(IListings)}.{nameof(SaveAsync)}, or implement {nameof(IListingReader)}.");
        }

        var import = new ListingImport();
        await foreach (var listing in reader.ReadListingsAsync(cancellationToken).ConfigureAwait(false))
        {
            import.Add(listing);
        }

        foreach (var chunk in import.Single.Chunk(ChunkSize))
        {
            import.Know(await FindKnownAsync(chunk, cancellationToken).ConfigureAwait(false));
        }

        var added = await MapAsync(dispatcher, import.Matches(), cancellationToken).ConfigureAwait(false);
        return import.Report(channel, added);
    }

    private void Check(ListingMapping mapping)
    {
        _channels.Get(mapping.Channel);
        if (mapping.Sku.IsDefault)
        {
            throw new ArgumentException($"A mapping of channel '{mapping.Channel}' has no SKU; set {nameof(ListingMapping)}.{nameof(ListingMapping.Sku)}.", nameof(mapping));
        }

        if (string.IsNullOrWhiteSpace(mapping.ExternalId) || mapping.ExternalId.Length > ListingMapping.ExternalIdLengthMax)
        {
            throw new ArgumentException(
                $"The external id of SKU '{mapping.Sku}' on channel '{mapping.Channel}' has {mapping.ExternalId?.Length ?? 0} characters or is blank; use 1 to {ListingMapping.ExternalIdLengthMax}.",
                nameof(mapping));
        }
    }

    private async Task<int> MapAsync(ChannelSeat dispatcher, Dictionary<Sku, string> bySku, CancellationToken cancellationToken)
    {
        var changed = 0;
        List<Sku> retried = [];
        foreach (var chunk in bySku.Keys.Order().Chunk(ChunkSize))
        {
            changed += await dispatcher.EditAsync(
                chunk,
                (sku, row) =>
                {
                    if (row?.ExternalId == bySku[sku])
                    {
                        return row;
                    }

                    if (row is { Status: ListingStatus.Rejected })
                    {
                        retried.Add(sku);
                    }

                    return row is null
                        ? new Listing { Channel = dispatcher.Channel, Sku = sku, ExternalId = bySku[sku] }
                        : Fresh(row, bySku[sku]);
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var sku in chunk)
            {
                _competition.OnListingChanged(dispatcher.Channel, sku);
            }
        }

        foreach (var sku in retried)
        {
            await CloseLetterAsync(dispatcher.Channel, sku, DeadLetterStatus.Retried, "The SKU was mapped to another listing.", cancellationToken).ConfigureAwait(false);
        }

        return changed;
    }

    // Nothing is known of what it shows; a hold stays.
    private static Listing Fresh(Listing row, string externalId) => new()
    {
        Channel = row.Channel,
        Sku = row.Sku,
        ExternalId = externalId,
        Status = row.Status == ListingStatus.Held ? ListingStatus.Held : ListingStatus.Active,
        Version = row.Version,
    };

    private async Task<bool> SetStatusAsync(ChannelId channel, Sku sku, ListingStatus status, CancellationToken cancellationToken)
    {
        var isThere = false;
        await _dispatchers.Get(channel).EditAsync(
            [sku],
            (_, row) =>
            {
                isThere = row is { Status: ListingStatus.Active or ListingStatus.Held };
                return isThere ? row! with { Status = status } : row;
            },
            cancellationToken).ConfigureAwait(false);
        return isThere;
    }

    private async Task<HashSet<Sku>> FindKnownAsync(IReadOnlyList<Sku> skus, CancellationToken cancellationToken)
    {
        var levels = await _store.Ledger.ReadLevelsAsync(skus, cancellationToken).ConfigureAwait(false);
        return [.. levels.Select(level => level.Sku), .. skus.Where(sku => _catalog.FindItem(sku) is not null)];
    }

    private async Task CloseLetterAsync(ChannelId channel, Sku sku, DeadLetterStatus status, string reason, CancellationToken cancellationToken)
    {
        if (await _store.DeadLetters.FindOpenAsync(channel, DeadLetterKind.Push, sku.Value, cancellationToken).ConfigureAwait(false) is { } letter)
        {
            await _store.DeadLetters.CloseAsync(letter.Id, status, reason, _runtime.Now, cancellationToken).ConfigureAwait(false);
        }
    }
}
