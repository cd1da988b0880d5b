using InventorySync.Storage;

namespace InventorySync.Reconciliation.Verification;

/// <summary>A store in memory with a <see cref="TamperedLedger"/>.</summary>
internal sealed class TamperedStore(TamperedLedger ledger) : IInventoryStore
{
    private readonly InMemoryInventoryStore _inner = new();

    public ILedgerStore Ledger => ledger;

    public ICatalogStore Catalog => _inner.Catalog;

    public IListingStore Listings => _inner.Listings;

    public IInboxStore Inbox => _inner.Inbox;

    public IDeadLetterStore DeadLetters => _inner.DeadLetters;

    public IChannelStore Channels => _inner.Channels;

    public IRuleStore Rules => _inner.Rules;

    public InventorySync.Storage.Queries.IInventoryQueries Queries => _inner.Queries;

    public Task InitializeAsync(CancellationToken cancellationToken = default) => _inner.InitializeAsync(cancellationToken);
}
