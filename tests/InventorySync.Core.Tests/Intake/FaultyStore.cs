using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Storage;

namespace InventorySync.Intake;

/// <summary>An in-memory store that fails where the test says.</summary>
internal sealed class FaultyStore : IInventoryStore
{
    private readonly InMemoryInventoryStore _inner = new();

    public FaultyStore()
    {
        Ledger = new GatedLedger(_inner.Ledger);
        Inbox = new FaultyInbox(this, _inner.Inbox);
    }

    /// <summary>What every call of the inbox throws, where set.</summary>
    public Exception? InboxFault { get; set; }

    public GatedLedger Ledger { get; }

    public IInboxStore Inbox { get; }

    public ICatalogStore Catalog => _inner.Catalog;

    public IListingStore Listings => _inner.Listings;

    public IDeadLetterStore DeadLetters => _inner.DeadLetters;

    public IChannelStore Channels => _inner.Channels;

    public IRuleStore Rules => _inner.Rules;

    public InventorySync.Storage.Queries.IInventoryQueries Queries => _inner.Queries;

    ILedgerStore IInventoryStore.Ledger => Ledger;

    public Task InitializeAsync(CancellationToken cancellationToken = default) => _inner.InitializeAsync(cancellationToken);

    private sealed class FaultyInbox(FaultyStore owner, IInboxStore inner) : IInboxStore
    {
        private IInboxStore Inner => owner.InboxFault is { } fault ? throw fault : inner;

        public Task<bool> AddAsync(InboxEntry entry, CancellationToken cancellationToken = default) => Inner.AddAsync(entry, cancellationToken);

        public Task<IReadOnlyList<InboxEntry>> ReadDueAsync(ChannelId channel, DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
            Inner.ReadDueAsync(channel, now, countMax, cancellationToken);

        public Task<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken = default) => Inner.ReadNextDueAsync(channel, cancellationToken);

        public Task<int> CountAsync(ChannelId channel, CancellationToken cancellationToken = default) => Inner.CountAsync(channel, cancellationToken);

        public Task PostponeAsync(ChannelId channel, string key, DateTimeOffset dueAt, string cause, CancellationToken cancellationToken = default) =>
            Inner.PostponeAsync(channel, key, dueAt, cause, cancellationToken);

        public Task<bool> CompleteAsync(InboxEntry entry, DateTimeOffset? rememberUntil, CancellationToken cancellationToken = default) =>
            Inner.CompleteAsync(entry, rememberUntil, cancellationToken);

        public Task<int> TrimAsync(DateTimeOffset now, CancellationToken cancellationToken = default) => Inner.TrimAsync(now, cancellationToken);
    }
}
