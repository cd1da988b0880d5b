using InventorySync.Storage.EfCore.Stores;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Everything in one PostgreSQL database, which any number of processes may share.</summary>
internal sealed class PostgresInventoryStore : IInventoryStore, IAsyncDisposable, IDisposable
{
    private readonly PostgresDatabase _database;

    public PostgresInventoryStore(PostgresDatabase database)
    {
        _database = database;
        Ledger = new PostgresLedgerStore(database);
        Catalog = new EfCatalogStore(database);
        Listings = new PostgresListingStore(database);
        Inbox = new EfInboxStore(database);
        DeadLetters = new EfDeadLetterStore(database);
        Channels = new EfChannelStore(database);
    }

    public ILedgerStore Ledger { get; }

    public ICatalogStore Catalog { get; }

    public IListingStore Listings { get; }

    public IInboxStore Inbox { get; }

    public IDeadLetterStore DeadLetters { get; }

    public IChannelStore Channels { get; }

    public Task InitializeAsync(CancellationToken cancellationToken = default) => _database.InitializeAsync(cancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    public void Dispose() => _database.Dispose();
}
