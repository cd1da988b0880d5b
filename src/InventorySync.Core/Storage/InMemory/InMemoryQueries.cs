using InventorySync.Alerts;
using InventorySync.Broadcast;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage.Queries;

namespace InventorySync.Storage.InMemory;

/// <summary>Queries over everything in memory: each looks at all there is, which is what tests and demonstrations can bear.</summary>
internal sealed class InMemoryQueries : IInventoryQueries
{
    private readonly InMemoryLedger _ledger;
    private readonly InMemoryListings _listings;
    private readonly InMemoryDeadLetters _letters;

    public InMemoryQueries(InMemoryLedger ledger, InMemoryListings listings, InMemoryDeadLetters letters)
    {
        _ledger = ledger;
        _listings = listings;
        _letters = letters;
    }

    public async Task<IReadOnlyList<Level>> ReadLevelsAsync(
        LevelFilter filter, int countMax, Level? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return await PageAsync(
            _ledger.ReadAllLevelsAsync(cancellationToken),
            level => (filter.Sku ?? level.Sku) == level.Sku
                && (filter.Location ?? level.Location) == level.Location
                && !(level.Available > filter.AvailableMax),
            Comparer<Level>.Create(static (left, right) => left.Key.CompareTo(right.Key)),
            countMax,
            after is { } last ? [last] : []).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Movement>> ReadMovementsAsync(
        MovementQuery query, int countMax, Movement? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var isOneLevel = query is { Sku: not null, Location: not null };
        return await PageAsync(
            _ledger.ReadMovementsAsync(query, cancellationToken),
            static _ => true,
            Comparer<Movement>.Create((left, right) =>
                (isOneLevel ? 0 : right.RecordedAt.CompareTo(left.RecordedAt)) is var byTime and not 0 ? byTime
                : new LevelKey(left.Sku, left.Location).CompareTo(new LevelKey(right.Sku, right.Location)) is var byLevel and not 0 ? byLevel
                : right.Version.CompareTo(left.Version)),
            countMax,
            after is null ? [] : [after]).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Reservation>> ReadReservationsAsync(
        ReservationFilter filter, int countMax, Reservation? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return await PageAsync(
            AsyncSequence.From(_ledger.AllReservations, cancellationToken),
            reservation => (filter.Owner ?? reservation.Owner) == reservation.Owner && (filter.Status ?? reservation.Status) == reservation.Status,
            Comparer<Reservation>.Create(static (left, right) => left.Id.CompareTo(right.Id)),
            countMax,
            after is null ? [] : [after]).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Listing>> ReadListingsAsync(
        ListingFilter filter, int countMax, Listing? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return await PageAsync(
            AsyncSequence.From(_listings.All, cancellationToken),
            listing => (filter.Channel ?? listing.Channel) == listing.Channel
                && (filter.Status ?? listing.Status) == listing.Status
                && listing.FailedAttempts >= filter.FailedAttemptsMin,
            Comparer<Listing>.Create(static (left, right) =>
                left.Channel.CompareTo(right.Channel) is var byChannel and not 0 ? byChannel : left.Sku.CompareTo(right.Sku)),
            countMax,
            after is null ? [] : [after]).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(
        DeadLetterFilter filter, int countMax, DeadLetter? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return await PageAsync(
            _letters.ReadAsync(openOnly: false, cancellationToken),
            letter => (filter.Channel ?? letter.Channel) == letter.Channel
                && (filter.Kind ?? letter.Kind) == letter.Kind
                && (filter.Status ?? letter.Status) == letter.Status,
            Comparer<DeadLetter>.Create(static (left, right) => left.At.CompareTo(right.At) is var byTime and not 0 ? byTime : left.Id.CompareTo(right.Id)),
            countMax,
            after is null ? [] : [after]).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Incident>> ReadIncidentsAsync(
        IncidentFilter filter, int countMax, Incident? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return await PageAsync(
            _ledger.ReadIncidentsAsync(filter.OpenOnly, cancellationToken),
            incident => (filter.Sku ?? incident.Sku) == incident.Sku && (filter.Channel is null || filter.Channel == incident.Channel),
            Comparer<Incident>.Create(static (left, right) =>
                right.RecordedAt.CompareTo(left.RecordedAt) is var byTime and not 0 ? byTime : left.Id.CompareTo(right.Id)),
            countMax,
            after is null ? [] : [after]).ConfigureAwait(false);
    }

    private static async Task<List<T>> PageAsync<T>(
        IAsyncEnumerable<T> all, Func<T, bool> isAskedFor, Comparer<T> order, int countMax, T[] after)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(countMax, 1);
        List<T> found = [];
        await foreach (var item in all.ConfigureAwait(false))
        {
            if (isAskedFor(item) && (after.Length == 0 || order.Compare(item, after[0]) > 0))
            {
                found.Add(item);
            }
        }

        found.Sort(order);
        return found.Count > countMax ? found[..countMax] : found;
    }
}
