using System.Runtime.CompilerServices;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Storage.Coordination;

namespace InventorySync.Processes;

/// <summary>A <see cref="SharedDatabase"/> as one process reaches it. Calls complete at once; those of a dead process never do.</summary>
internal sealed class SharedConnection : IInventoryStore, IStoreCoordination, ICatalogStore, IListingStore
{
    private readonly SharedDatabase _database;
    private readonly AsyncSignal _signal;
    private readonly List<StoreChange> _heard = [];
    private bool _isDead;
    private bool _isCut;
    private bool _isWatchCut;

    public SharedConnection(SharedDatabase database, LoopRuntime runtime)
    {
        _database = database;
        _signal = runtime.CreateSignal();
        Ledger = new SharedLedger(database.Durable.Ledger, changes => database.Tell(this, changes));
        Rules = new SharedRules(database.Durable.Rules, ArriveAsync, () => database.Tell(this, [new StoreChange(StoreChangeKind.Rules)]));
    }

    /// <summary>Called once rows of listings are written and before their writer hears of it.</summary>
    public Action OnSaved { get; set; } = () => { };

    public ILedgerStore Ledger { get; }

    public ICatalogStore Catalog => this;

    public IListingStore Listings => this;

    public IInboxStore Inbox => _database.Durable.Inbox;

    public IDeadLetterStore DeadLetters => _database.Durable.DeadLetters;

    public IRuleStore Rules { get; }

    public IChannelStore Channels => _database.Durable.Channels;

    public InventorySync.Storage.Queries.IInventoryQueries Queries => _database.Durable.Queries;

    public IStoreCoordination? Coordination => this;

    /// <summary>The process is killed, and the database notices at once.</summary>
    public void Kill()
    {
        Die();
        _database.Leave(this);
    }

    /// <summary>The process is killed: nothing of it reaches the database any more, and it hears nothing. The database has not noticed.</summary>
    public void Die() => _isDead = _isWatchCut = true;

    /// <summary>The database notices that the process is no more.</summary>
    public void Bury() => _database.Leave(this);

    /// <summary>The connection breaks, and both sides notice.</summary>
    public void Cut()
    {
        _isCut = true;
        CutWatch();
        foreach (var lease in _database.Drop(this))
        {
            lease.Lose();
        }
    }

    public void Mend() => _isCut = false;

    /// <summary>The database takes the connection for gone; the process has not noticed.</summary>
    public SharedLease[] Drop() => _database.Drop(this);

    /// <summary>The watch breaks, and nothing else.</summary>
    public void CutWatch()
    {
        _isWatchCut = true;
        _heard.Clear();
        _signal.Set();
    }

    public void Hear(IReadOnlyCollection<StoreChange> changes)
    {
        if (!_isWatchCut)
        {
            _heard.AddRange(changes);
            _signal.Set();
        }
    }

    public void Release(SharedLease lease)
    {
        if (!_isDead)
        {
            _database.Release(lease);
        }
    }

    public Task InitializeAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public async Task<IStoreLease?> TryAcquireAsync(string name, CancellationToken cancellationToken = default)
    {
        await ArriveAsync();
        return _database.TryLease(name, this);
    }

    public async Task<IReadOnlyList<long>> SaveListingsAsync(
        IReadOnlyList<Listing> listings, IStoreLease? lease, CancellationToken cancellationToken = default)
    {
        await ArriveAsync();
        if (lease is SharedLease held && !_database.Holds(held))
        {
            throw new StorageException($"The lease '{lease.Name}' is lost.", isTransient: true);
        }

        var versions = new List<long>();
        foreach (var listing in listings)
        {
            versions.Add(await _database.WriteGuardedAsync(listing));
        }

        OnSaved();
        return versions;
    }

    public async Task AnnounceAsync(IReadOnlyCollection<StoreChange> changes, CancellationToken cancellationToken = default)
    {
        await ArriveAsync();
        _database.Tell(this, changes);
    }

    public async IAsyncEnumerable<IReadOnlyList<StoreChange>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ArriveAsync();
        _isWatchCut = false;
        _heard.Clear();
        yield return [];
        while (true)
        {
            await _signal.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
            if (_isWatchCut)
            {
                throw new StorageException("The watch broke.", isTransient: true);
            }

            StoreChange[] batch = [.. _heard.Distinct()];
            _heard.Clear();
            yield return batch;
        }
    }

    public Task<IReadOnlyList<Location>> ReadLocationsAsync(CancellationToken cancellationToken = default) =>
        _database.Durable.Catalog.ReadLocationsAsync(cancellationToken);

    public IAsyncEnumerable<CatalogItem> ReadItemsAsync(CancellationToken cancellationToken = default) =>
        _database.Durable.Catalog.ReadItemsAsync(cancellationToken);

    public async Task SaveAsync(Location location, CancellationToken cancellationToken = default)
    {
        await _database.Durable.Catalog.SaveAsync(location, cancellationToken);
        _database.Tell(this, [new StoreChange(StoreChangeKind.Catalog)]);
    }

    public async Task SaveAsync(IReadOnlyList<CatalogItem> items, CancellationToken cancellationToken = default)
    {
        await _database.Durable.Catalog.SaveAsync(items, cancellationToken);
        _database.Tell(this, [new StoreChange(StoreChangeKind.Catalog)]);
    }

    public async IAsyncEnumerable<Listing> ReadAsync(ChannelId channel, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ArriveAsync();
        await foreach (var listing in _database.Durable.Listings.ReadAsync(channel, cancellationToken))
        {
            yield return listing;
        }
    }

    public async Task<IReadOnlyList<ListingKey>> FindListedAsync(
        IReadOnlyCollection<ChannelId> channels, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default)
    {
        await ArriveAsync();
        return await _database.Durable.Listings.FindListedAsync(channels, skus, cancellationToken);
    }

    public async Task<Listing?> FindAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default)
    {
        await ArriveAsync();
        return await _database.Durable.Listings.FindAsync(channel, sku, cancellationToken);
    }

    public async Task SaveAsync(IReadOnlyList<Listing> listings, CancellationToken cancellationToken = default)
    {
        await ArriveAsync();
        foreach (var listing in listings)
        {
            await _database.WriteAsync(listing);
        }
    }

    public async Task<bool> RemoveAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default)
    {
        await ArriveAsync();
        return await _database.RemoveAsync(channel, sku);
    }

    private Task ArriveAsync() =>
        _isDead ? new TaskCompletionSource().Task
        : _isCut ? Task.FromException(new StorageException("The connection is broken.", isTransient: true))
        : Task.CompletedTask;
}
