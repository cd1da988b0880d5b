using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Broadcast;

/// <summary>A store whose listings and dead letters fail when the test says so.</summary>
internal sealed class FailingStore(IInventoryStore inner) : IInventoryStore, IListingStore, IDeadLetterStore
{
    public bool IsFailing { get; set; }

    public ILedgerStore Ledger => inner.Ledger;

    public ICatalogStore Catalog => inner.Catalog;

    public IListingStore Listings => this;

    public IInboxStore Inbox => inner.Inbox;

    public IDeadLetterStore DeadLetters => this;

    public IChannelStore Channels => inner.Channels;

    public IRuleStore Rules => inner.Rules;

    public InventorySync.Storage.Queries.IInventoryQueries Queries => inner.Queries;

    public Task InitializeAsync(CancellationToken cancellationToken = default) => inner.InitializeAsync(cancellationToken);

    public IAsyncEnumerable<Listing> ReadAsync(ChannelId channel, CancellationToken cancellationToken = default) => Up().Listings.ReadAsync(channel, cancellationToken);

    public Task<Listing?> FindAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default) => Up().Listings.FindAsync(channel, sku, cancellationToken);

    public Task<IReadOnlyList<ListingKey>> FindListedAsync(IReadOnlyCollection<ChannelId> channels, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) =>
        Up().Listings.FindListedAsync(channels, skus, cancellationToken);

    public Task SaveAsync(IReadOnlyList<Listing> listings, CancellationToken cancellationToken = default) => Up().Listings.SaveAsync(listings, cancellationToken);

    public Task<bool> RemoveAsync(ChannelId channel, Sku sku, CancellationToken cancellationToken = default) => Up().Listings.RemoveAsync(channel, sku, cancellationToken);

    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken = default) => Up().DeadLetters.AddAsync(letter, cancellationToken);

    public Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken = default) => Up().DeadLetters.FindAsync(id, cancellationToken);

    public Task<DeadLetter?> FindOpenAsync(ChannelId channel, DeadLetterKind kind, string key, CancellationToken cancellationToken = default) =>
        Up().DeadLetters.FindOpenAsync(channel, kind, key, cancellationToken);

    public IAsyncEnumerable<DeadLetter> ReadAsync(bool openOnly = true, CancellationToken cancellationToken = default) => Up().DeadLetters.ReadAsync(openOnly, cancellationToken);

    public Task<bool> CloseAsync(Guid id, DeadLetterStatus status, string reason, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        Up().DeadLetters.CloseAsync(id, status, reason, at, cancellationToken);

    private IInventoryStore Up() => IsFailing ? throw new StorageException("the database is down", isTransient: true) : inner;
}
