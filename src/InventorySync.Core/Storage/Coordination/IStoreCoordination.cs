using InventorySync.Broadcast;

namespace InventorySync.Storage.Coordination;

/// <summary>What several processes on one database need of each other: who keeps which channel, and what the others changed.</summary>
/// <remarks>
/// <para>
/// The store itself notes, in the transaction that makes the change: what <see cref="ILedgerStore.CommitAsync"/> and
/// <see cref="ILedgerStore.CorrectAsync"/> did to stock and orders (<see cref="CommitChanges"/> tells it of a batch), each save of the
/// catalogue, and each version of the rules. Everything else is announced by whoever changes it.
/// </para>
/// <para>Safe from any thread. Failures of the database are thrown as <see cref="StorageException"/>.</para>
/// </remarks>
public interface IStoreCoordination
{
    /// <summary>Takes a lease if nobody holds it: of all processes on the database, at most one holds it at any moment.</summary>
    /// <remarks>
    /// A process that ends, or loses its connection, holds it no longer; another may take it as soon as the database has noticed.
    /// The same process may not hold it twice either.
    /// </remarks>
    /// <param name="name">Which, such as <c>channel/my-shop</c>; letter by letter, at most 100 characters.</param>
    /// <param name="cancellationToken">Stops waiting; nothing is held then.</param>
    /// <returns>The lease, to be disposed of in order to give it up; null: somebody holds it.</returns>
    Task<IStoreLease?> TryAcquireAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Writes listings that other processes may write too: each only where it is in the store as it was read.</summary>
    /// <remarks>
    /// <para>
    /// A row is written where its <see cref="Listing.Version"/> is the stored row's; with version 0, where there is none of its
    /// channel and SKU. The others are refused, one by one: what somebody else wrote meanwhile is never overwritten.
    /// </para>
    /// <para>
    /// With a lease, the write counts only while the lease is held: it is visible to whoever takes the lease next, or never
    /// happens. So a process that has lost its lease without knowing it can't write over its successor.
    /// </para>
    /// </remarks>
    /// <param name="listings">The rows, each channel and SKU once.</param>
    /// <param name="lease">The lease under which they are written; null: under none.</param>
    /// <param name="cancellationToken">Stops waiting; the rows may or may not have been written.</param>
    /// <returns>For each row, in their order, its version from now on; 0: refused. What is told as written is durable.</returns>
    /// <exception cref="StorageException">The lease is lost, and nothing is written; or the database failed.</exception>
    Task<IReadOnlyList<long>> SaveListingsAsync(IReadOnlyList<Listing> listings, IStoreLease? lease, CancellationToken cancellationToken = default);

    /// <summary>Tells the other processes of changes that the store does not note by itself.</summary>
    /// <param name="changes">What changed; written to the store before.</param>
    /// <param name="cancellationToken">Stops waiting; the others may or may not be told.</param>
    /// <returns>When it completes, whoever watches gets the changes, or <see cref="StoreChangeKind.Missed"/>.</returns>
    Task AnnounceAsync(IReadOnlyCollection<StoreChange> changes, CancellationToken cancellationToken = default);

    /// <summary>Streams, in batches, what other processes change; it never ends by itself.</summary>
    /// <remarks>
    /// <para>
    /// The first batch, empty or not, comes as soon as the watch stands: whatever becomes visible to readers after it came is told.
    /// </para>
    /// <para>
    /// Each change comes at least once and after it has become visible to readers, in whatever order transactions commit; one
    /// process's own changes are left out. What one commit changed stands in one batch, its orders before its stock. Several
    /// commits may share a batch, and equal changes in it are told once. Where the store can't tell what was missed, because the
    /// watcher was away too long or too much happened at once, the batch holds <see cref="StoreChangeKind.Missed"/>.
    /// </para>
    /// </remarks>
    /// <param name="cancellationToken">Ends the stream with an exception.</param>
    /// <exception cref="StorageException">The database is away. Watch anew after a while; what happened in between counts as missed.</exception>
    IAsyncEnumerable<IReadOnlyList<StoreChange>> WatchAsync(CancellationToken cancellationToken = default);
}
