using InventorySync.Storage;

namespace InventorySync.Simulation.Storage;

/// <summary>A store with some of its parts exchanged.</summary>
internal sealed class StoreDecorator : IInventoryStore
{
    private readonly IInventoryStore _inner;

    public StoreDecorator(IInventoryStore inner)
    {
        _inner = inner;
        Ledger = inner.Ledger;
        Listings = inner.Listings;
        Inbox = inner.Inbox;
    }

    public ILedgerStore Ledger { get; init; }

    public ICatalogStore Catalog => _inner.Catalog;

    public IListingStore Listings { get; init; }

    public IInboxStore Inbox { get; init; }

    public IDeadLetterStore DeadLetters => _inner.DeadLetters;

    public IChannelStore Channels => _inner.Channels;

    public IRuleStore Rules => _inner.Rules;

    public InventorySync.Storage.Queries.IInventoryQueries Queries => _inner.Queries;

    public Task InitializeAsync(CancellationToken cancellationToken = default) => _inner.InitializeAsync(cancellationToken);
}
