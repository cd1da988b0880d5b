using InventorySync.Storage.InMemory;
using InventorySync.Storage.Queries;

namespace InventorySync.Storage;

/// <summary>Keeps everything in this process's memory, for tests, demonstrations and benchmarks: gone with the process.</summary>
/// <remarks>
/// It keeps every promise of <see cref="IInventoryStore"/> but durability, the whole ledger included, so its memory grows with each
/// movement. Several stock controllers may share one object, as several processes would share a database. Every call has
/// completed when it returns. Safe from any thread.
/// </remarks>
public sealed class InMemoryInventoryStore : IInventoryStore
{
    private readonly InMemoryLedger _ledger = new();
    private readonly InMemoryListings _listings = new();
    private readonly InMemoryDeadLetters _letters = new();

    /// <summary>Makes an empty store.</summary>
    public InMemoryInventoryStore() => Queries = new InMemoryQueries(_ledger, _listings, _letters);

    /// <inheritdoc/>
    public ILedgerStore Ledger => _ledger;

    /// <inheritdoc/>
    public ICatalogStore Catalog { get; } = new InMemoryCatalog();

    /// <inheritdoc/>
    public IListingStore Listings => _listings;

    /// <inheritdoc/>
    public IInboxStore Inbox { get; } = new InMemoryInbox();

    /// <inheritdoc/>
    public IDeadLetterStore DeadLetters => _letters;

    /// <inheritdoc/>
    public IChannelStore Channels { get; } = new InMemoryChannels();

    /// <inheritdoc/>
    public IRuleStore Rules { get; } = new InMemoryRules();

    /// <inheritdoc/>
    public IInventoryQueries Queries { get; }

    /// <inheritdoc/>
    public Task InitializeAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
}
