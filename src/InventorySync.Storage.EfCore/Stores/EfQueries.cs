using InventorySync.Alerts;
using InventorySync.Broadcast;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>Pages by key: each begins where the index finds the last item of the page before.</summary>
internal sealed partial class EfQueries : IInventoryQueries
{
    private readonly InventoryDatabase _database;

    public EfQueries(InventoryDatabase database) => _database = database;

    public Task<IReadOnlyList<Level>> ReadLevelsAsync(
        LevelFilter filter, int countMax, Level? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return PageAsync(
            context =>
            {
                var rows = context.Levels
                    .WhereIf(filter.Sku is not null, row => row.Sku == filter.Sku!.Value.Value)
                    .WhereIf(filter.Location is not null, row => row.Location == filter.Location!.Value.Value)
                    .WhereIf(filter.AvailableMax is not null, row => row.OnHand - row.Reserved <= filter.AvailableMax);
                if (after is { } last)
                {
                    // The first condition alone is one range of the index.
                    rows = rows.Where(row => row.Sku.CompareTo(last.Sku.Value) >= 0
                        && (row.Sku != last.Sku.Value || row.Location.CompareTo(last.Location.Value) > 0));
                }

                return rows.OrderBy(row => row.Sku).ThenBy(row => row.Location).Take(countMax).Select(row => LedgerMapping.ToLevel(row));
            },
            countMax,
            cancellationToken);
    }

    public Task<IReadOnlyList<Reservation>> ReadReservationsAsync(
        ReservationFilter filter, int countMax, Reservation? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (kind, owner) = (filter.Owner?.Kind, filter.Owner?.Id);
        return PageAsync(
            context => context.Reservations
                .Include(row => row.Lines)
                .WhereIf(owner is not null, row => row.OwnerKind == kind && row.OwnerId == owner)
                .WhereIf(filter.Status is not null, row => row.Status == filter.Status)
                .WhereIf(after is not null, row => row.Name.CompareTo(after!.Id.Value) > 0)
                .OrderBy(row => row.Name)
                .Take(countMax)
                .Select(row => RecordMapping.ToReservation(row)),
            countMax,
            cancellationToken);
    }

    public Task<IReadOnlyList<Listing>> ReadListingsAsync(
        ListingFilter filter, int countMax, Listing? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return PageAsync(
            context => context.Listings
                .WhereIf(filter.Channel is not null, row => row.Channel == filter.Channel!.Value.Value)
                .WhereIf(filter.Status is not null, row => row.Status == filter.Status)
                .WhereIf(filter.FailedAttemptsMin > 0, row => row.FailedAttempts >= filter.FailedAttemptsMin)
                .WhereIf(after is not null, row => row.Channel.CompareTo(after!.Channel.Value) >= 0
                    && (row.Channel != after!.Channel.Value || row.Sku.CompareTo(after!.Sku.Value) > 0))
                .OrderBy(row => row.Channel)
                .ThenBy(row => row.Sku)
                .Take(countMax)
                .Select(row => BroadcastMapping.ToListing(row)),
            countMax,
            cancellationToken);
    }

    public Task<IReadOnlyList<DeadLetter>> ReadDeadLettersAsync(
        DeadLetterFilter filter, int countMax, DeadLetter? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return PageAsync(
            context => context.DeadLetters
                .WhereIf(filter.Channel is not null, row => row.Channel == filter.Channel!.Value.Value)
                .WhereIf(filter.Kind is not null, row => row.Kind == filter.Kind)
                .WhereIf(filter.Status is not null, row => row.Status == filter.Status)
                .WhereIf(after is not null, row => row.At >= after!.At && (row.At != after!.At || row.Id > after!.Id))
                .OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .Take(countMax)
                .Select(row => BroadcastMapping.ToLetter(row)),
            countMax,
            cancellationToken);
    }

    public Task<IReadOnlyList<Incident>> ReadIncidentsAsync(
        IncidentFilter filter, int countMax, Incident? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return PageAsync(
            context => context.Incidents
                .WhereIf(filter.OpenOnly, row => row.ResolvedAt == null)
                .WhereIf(filter.Sku is not null, row => row.Sku == filter.Sku!.Value.Value)
                .WhereIf(filter.Channel is not null, row => row.Channel == filter.Channel!.Value.Value)
                .WhereIf(after is not null, row => row.RecordedAt <= after!.RecordedAt && (row.RecordedAt != after!.RecordedAt || row.Id > after!.Id))
                .OrderByDescending(row => row.RecordedAt)
                .ThenBy(row => row.Id)
                .Take(countMax)
                .Select(row => RecordMapping.ToIncident(row)),
            countMax,
            cancellationToken);
    }

    private Task<IReadOnlyList<T>> PageAsync<T>(Func<InventoryDbContext, IQueryable<T>> query, int countMax, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(countMax, 1);
        return _database.ReadAsync<IReadOnlyList<T>>(
            async context => await query(context).ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }
}
