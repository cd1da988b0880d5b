using InventorySync.Alerts;
using InventorySync.Broadcast;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Storage.Queries;

/// <summary>Reads what people and other systems ask for, page by page.</summary>
/// <remarks>
/// <para>
/// Pages follow each other by their last item: hand it over as <c>after</c> for the next one; a page with fewer items than asked
/// for is the last. What is added or removed in between shifts nothing. Each page is one query (two where lines belong to an
/// item), whatever the number of items and however far into the list it is.
/// </para>
/// <para>Safe from any thread. Failures of the database are thrown as <see cref="StorageException"/>.</para>
/// </remarks>
public interface IInventoryQueries
{
    /// <summary>Reads levels, by SKU and location.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="countMax">How many at most; at least 1.</param>
    /// <param name="after">The last one of the page before; null: the first page. Here its key alone counts.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<Level>> ReadLevelsAsync(LevelFilter filter, int countMax, Level? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads movements, the newest first: of one level (SKU and location given) by version; else by the moment of recording, and
    /// those of one moment by SKU, location and version, the highest version first.
    /// </summary>
    /// <param name="query">Which.</param>
    /// <param name="countMax">How many at most; at least 1.</param>
    /// <param name="after">The last one of the page before; null: the first page.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<Movement>> ReadMovementsAsync(MovementQuery query, int countMax, Movement? after = null, CancellationToken cancellationToken = default);

    /// <summary>Reads reservations, closed ones too, by id.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="countMax">How many at most; at least 1.</param>
    /// <param name="after">The last one of the page before; null: the first page.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<Reservation>> ReadReservationsAsync(
        ReservationFilter filter, int countMax, Reservation? after = null, CancellationToken cancellationToken = default);

    /// <summary>Reads listings, by channel and SKU.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="countMax">How many at most; at least 1.</param>
    /// <param name="after">The last one of the page before; null: the first page.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<Listing>> ReadListingsAsync(ListingFilter filter, int countMax, Listing? after = null, CancellationToken cancellationToken = default);

    /// <summary>Reads dead letters, the oldest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="countMax">How many at most; at least 1.</param>
    /// <param name="after">The last one of the page before; null: the first page.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(
        DeadLetterFilter filter, int countMax, DeadLetter? after = null, CancellationToken cancellationToken = default);

    /// <summary>Reads incidents, the one recorded last first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="countMax">How many at most; at least 1.</param>
    /// <param name="after">The last one of the page before; null: the first page.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<Incident>> ReadIncidentsAsync(IncidentFilter filter, int countMax, Incident? after = null, CancellationToken cancellationToken = default);
}
