using InventorySync.Storage.Coordination;
using InventorySync.Storage.EfCore.Archiving;
using InventorySync.Storage.EfCore.PostgreSql.Coordination;
using InventorySync.Storage.EfCore.Stores;
using InventorySync.Storage.Queries;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Everything in one PostgreSQL database, which any number of processes may share.</summary>
internal sealed class PostgresInventoryStore : IInventoryStore, IInventorySchema, ILedgerArchiveSource, IAsyncDisposable, IDisposable
{
    private readonly PostgresDatabase _database;
    private readonly PostgresCoordination _coordination;

    public PostgresInventoryStore(PostgresDatabase database)
    {
        _database = database;
        Ledger = new PostgresLedgerStore(database);
        Catalog = new PostgresCatalogStore(database);
        var listings = new PostgresListingStore(database);
        Listings = listings;
        _coordination = new PostgresCoordination(database, listings);
        Inbox = new EfInboxStore(database);
        DeadLetters = new EfDeadLetterStore(database);
        Channels = new EfChannelStore(database);
        Rules = new PostgresRuleStore(database);
        Queries = new EfQueries(database);
    }

    public ILedgerStore Ledger { get; }

    public ICatalogStore Catalog { get; }

    public IListingStore Listings { get; }

    public IInboxStore Inbox { get; }

    public IDeadLetterStore DeadLetters { get; }

    public IChannelStore Channels { get; }

    public IRuleStore Rules { get; }

    public IInventoryQueries Queries { get; }

    public IStoreCoordination Coordination => _coordination;

    public ILedgerArchive CreateArchive(TimeProvider time, int? rowsPerStep = null) => new PostgresLedgerArchive(_database, time, rowsPerStep);

    public Task<IReadOnlyList<string>> ReadPendingAsync(CancellationToken cancellationToken = default) => _database.ReadPendingAsync(cancellationToken);

    public Task MigrateAsync(CancellationToken cancellationToken = default) => _database.MigrateAsync(cancellationToken);

    public string CreateScript(string? fromMigration = null)
    {
        using var context = _database.CreateContext();
        return SchemaScript.Create(context, fromMigration, MigrationsSqlGenerationOptions.Idempotent);
    }

    public Task InitializeAsync(CancellationToken cancellationToken = default) => _database.InitializeAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _coordination.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => _database.Dispose();
}
