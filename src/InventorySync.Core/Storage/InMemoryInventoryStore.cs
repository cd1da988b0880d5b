using InventorySync.Storage.InMemory;

namespace InventorySync.Storage;

/// <summary>Keeps everything in this process's memory, for tests, demonstrations and benchmarks: gone with the process.</summary>
/// <remarks>
/// It keeps every promise of <see cref="IInventoryStore"/> but durability, the whole ledger included, so its memory grows with each
/// movement. Several stock controllers may share one object, as several processes would share a database. Every call has
/// completed when it returns. Safe from any thread.
/// </remarks>
public sealed class InMemoryInventoryStore : IInventoryStore
{
    /// <inheritdoc/>
    public ILedgerStore Ledger { get; } = new InMemoryLedger();

    /// <inheritdoc/>
    public ICatalogStore Catalog { get; } = new InMemoryCatalog();

    /// <inheritdoc/>
    public IListingStore Listings { get; } = new InMemoryListings();

    /// <inheritdoc/>
    public IInboxStore Inbox { get; } = new InMemoryInbox();

    /// <inheritdoc/>
    public IDeadLetterStore DeadLetters { get; } = new InMemoryDeadLetters();

    /// <inheritdoc/>
    public IChannelStore Channels { get; } = new InMemoryChannels();

    /// <inheritdoc/>
    public Task InitializeAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
}
