using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Storage;

/// <summary>The ledger: levels, their movements, reservations, orders and incidents, changed only by <see cref="CommitAsync"/>.</summary>
/// <remarks>Safe from any thread; the engine has at most one load or commit under way per process.</remarks>
public interface ILedgerStore
{
    /// <summary>Reads what the engine is about to decide on. What is not there is left out of the answer.</summary>
    /// <param name="keys">What to read; the lists are the caller's and may be reused after the task completes.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<LedgerState> LoadAsync(LedgerKeys keys, CancellationToken cancellationToken = default);

    /// <summary>Writes a batch in one transaction: all of it, if every guard holds and no operation was applied before; otherwise nothing.</summary>
    /// <param name="batch">What to write; valid until the task completes.</param>
    /// <param name="cancellationToken">Stops waiting; the batch may or may not have been written.</param>
    /// <returns>Whether it was written, with the levels after it; or why not. When the task completes it is durable (I4).</returns>
    /// <exception cref="ArgumentException">The batch has an operation's id twice, or an incident's id is in the ledger: a bug; nothing is written.</exception>
    Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default);

    /// <summary>Reads the levels of these SKUs at every location, ordered by SKU and location.</summary>
    /// <param name="skus">The articles, each once.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<Level>> ReadLevelsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the open units of the channel's orders, by the SKU that was ordered: a kit's count for the kit, whatever it is made
    /// of. SKUs without any are left out.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="skus">The articles, each once.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyDictionary<Sku, long>> ReadOpenOrderUnitsAsync(ChannelId channel, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default);

    /// <summary>Streams every level, ordered by SKU and location.</summary>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<Level> ReadAllLevelsAsync(CancellationToken cancellationToken = default);

    /// <summary>Streams movements, ordered by SKU, location and version.</summary>
    /// <param name="query">Which; an empty query streams the whole ledger, without what was archived.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<Movement> ReadMovementsAsync(MovementQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams where the histories of levels begin that were archived in part: each level as it was after its last archived movement,
    /// ordered by SKU and location. A level that is left out begins at zero.
    /// </summary>
    /// <remarks>A store without an archive need not implement it.</remarks>
    /// <param name="sku">Only this SKU's; null: every level's.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<Level> ReadOpeningsAsync(Sku? sku = null, CancellationToken cancellationToken = default) =>
        InMemory.AsyncSequence.From<Level>(static () => [], cancellationToken);

    /// <summary>Streams reservations with open units, ordered by id.</summary>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<Reservation> ReadOpenReservationsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads reservations that are open, not pinned and past their expiry (or right at it), the oldest expiry first, then by id.</summary>
    /// <param name="now">The moment to judge by.</param>
    /// <param name="countMax">How many at most.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<Reservation>> ReadDueReservationsAsync(DateTimeOffset now, int countMax, CancellationToken cancellationToken = default);

    /// <summary>The earliest expiry of an open, unpinned reservation; null where there is none.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<DateTimeOffset?> ReadNextExpiryAsync(CancellationToken cancellationToken = default);

    /// <summary>Streams incidents, the one recorded last first.</summary>
    /// <param name="openOnly">Whether to leave out those that somebody closed.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<Incident> ReadIncidentsAsync(bool openOnly = false, CancellationToken cancellationToken = default);

    /// <summary>Sets the cause of an incident, once it is known why stock did not cover the fact.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cause">Why.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether there is such an incident.</returns>
    Task<bool> ClassifyIncidentAsync(Guid id, IncidentCause cause, CancellationToken cancellationToken = default);

    /// <summary>Counts the orders of a channel that were placed in a period, cancelled ones included.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="placedFrom">Orders placed at or after this moment.</param>
    /// <param name="placedBefore">Orders placed before this moment.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<long> CountOrdersAsync(ChannelId channel, DateTimeOffset placedFrom, DateTimeOffset placedBefore, CancellationToken cancellationToken = default);

    /// <summary>Closes an incident.</summary>
    /// <param name="id">Which.</param>
    /// <param name="resolution">What was done about it.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it was open.</returns>
    Task<bool> ResolveIncidentAsync(Guid id, string resolution, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Writes a verifier's correction: the level as it should be, and the movement that records it, if the level still is as seen.</summary>
    /// <param name="seen">The level as the verifier saw it; the guard covers every field of it.</param>
    /// <param name="correction">The movement to append; its version and its levels after are what the level becomes.</param>
    /// <param name="cancellationToken">Stops waiting; the correction may or may not have been written.</param>
    /// <returns>Whether it was written; false where the level has moved since, or the operation was applied before.</returns>
    /// <exception cref="ArgumentException">The level's ledger has a movement of that version or a higher one.</exception>
    Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default);
}
