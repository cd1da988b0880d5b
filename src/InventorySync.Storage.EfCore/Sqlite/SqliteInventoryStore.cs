using InventorySync.Storage.EfCore.Archiving;
using InventorySync.Storage.EfCore.Stores;
using InventorySync.Storage.Queries;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>Everything in one SQLite file.</summary>
/// <remarks>SQLite works on the caller's thread: a task has usually completed when it is returned, and cancellation counts up to the start of the work.</remarks>
internal sealed class SqliteInventoryStore : IInventoryStore, IInventorySchema, ILedgerArchiveSource, IAsyncDisposable, IDisposable
{
    private readonly SqliteDatabase _database;

    /// <exception cref="ArgumentException">The connection string names no file to write to; the message says what to do.</exception>
    public SqliteInventoryStore(string connectionString)
        : this(SqliteSettings.Parse(connectionString))
    {
    }

    public SqliteInventoryStore(SqliteSettings settings)
    {
        _database = new SqliteDatabase(settings);
        Ledger = new SqliteLedgerStore(_database);
        Catalog = new EfCatalogStore(_database);
        Listings = new EfListingStore(_database);
        Inbox = new EfInboxStore(_database);
        DeadLetters = new EfDeadLetterStore(_database);
        Channels = new EfChannelStore(_database);
        Rules = new EfRuleStore(_database);
        Queries = new EfQueries(_database);
    }

    public ILedgerStore Ledger { get; }

    public ICatalogStore Catalog { get; }

    public IListingStore Listings { get; }

    public IInboxStore Inbox { get; }

    public IDeadLetterStore DeadLetters { get; }

    public IChannelStore Channels { get; }

    public IRuleStore Rules { get; }

    public IInventoryQueries Queries { get; }

    public ILedgerArchive CreateArchive(TimeProvider time, int? rowsPerStep = null) => new SqliteLedgerArchive(_database, time, rowsPerStep);

    public Task<IReadOnlyList<string>> ReadPendingAsync(CancellationToken cancellationToken = default) => _database.ReadPendingAsync(cancellationToken);

    public Task MigrateAsync(CancellationToken cancellationToken = default) => _database.MigrateAsync(cancellationToken);

    public string CreateScript(string? fromMigration = null)
    {
        using var context = _database.CreateContext();
        return SchemaScript.Create(context, fromMigration, MigrationsSqlGenerationOptions.Default);
    }

    public Task InitializeAsync(CancellationToken cancellationToken = default) => _database.InitializeAsync(cancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    public void Dispose() => _database.Dispose();
}
