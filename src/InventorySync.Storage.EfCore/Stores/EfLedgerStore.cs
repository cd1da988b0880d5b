using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>The ledger in tables: its reads, which every database does alike. The commit is each database's own.</summary>
internal abstract partial class EfLedgerStore : ILedgerStore
{
    private readonly InventoryDatabase _database;

    protected EfLedgerStore(InventoryDatabase database) => _database = database;

    public abstract Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default);

    public abstract Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default);

    public Task<IReadOnlyList<Level>> ReadLevelsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(skus);
        var texts = TextsOf(skus);
        return _database.ReadAsync<IReadOnlyList<Level>>(
            async context => await LevelsOf(context, texts).ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    public Task<IReadOnlyDictionary<Sku, long>> ReadOpenOrderUnitsAsync(
        ChannelId channel, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(skus);
        var texts = TextsOf(skus);
        return _database.ReadAsync<IReadOnlyDictionary<Sku, long>>(
            async context => await context.OpenOrderUnits
                .Where(row => row.Channel == channel.Value && texts.Contains(row.Sku))
                .GroupBy(row => row.Sku)
                .Select(rows => new { Sku = rows.Key, Units = rows.Sum(row => row.Units) })
                .ToDictionaryAsync(sum => new Sku(sum.Sku), sum => sum.Units, cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    public IAsyncEnumerable<Level> ReadAllLevelsAsync(CancellationToken cancellationToken = default) =>
        _database.StreamAsync(
            context => context.Levels
                .OrderBy(row => row.Sku)
                .ThenBy(row => row.Location)
                .Select(row => LedgerMapping.ToLevel(row))
                .AsAsyncEnumerable(),
            cancellationToken);

    public IAsyncEnumerable<Reservation> ReadOpenReservationsAsync(CancellationToken cancellationToken = default) =>
        _database.StreamAsync(
            context => context.Reservations
                .Include(row => row.Lines)
                .Where(row => row.Lines.Any(line => line.Open > 0))
                .OrderBy(row => row.Name)
                .Select(row => RecordMapping.ToReservation(row))
                .AsAsyncEnumerable(),
            cancellationToken);

    public Task<IReadOnlyList<Reservation>> ReadDueReservationsAsync(
        DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
        _database.ReadAsync<IReadOnlyList<Reservation>>(
            async context => await Expiring(context)
                .Include(row => row.Lines)
                .Where(row => row.ExpiresAt <= now)
                .OrderBy(row => row.ExpiresAt)
                .ThenBy(row => row.Name)
                .Take(countMax)
                .Select(row => RecordMapping.ToReservation(row))
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);

    public Task<DateTimeOffset?> ReadNextExpiryAsync(CancellationToken cancellationToken = default) =>
        _database.ReadAsync(
            context => Expiring(context).OrderBy(row => row.ExpiresAt).Select(row => row.ExpiresAt).FirstOrDefaultAsync(cancellationToken),
            cancellationToken);

    public IAsyncEnumerable<Incident> ReadIncidentsAsync(bool openOnly = false, CancellationToken cancellationToken = default) =>
        _database.StreamAsync(
            context => context.Incidents
                .Where(row => !openOnly || row.ResolvedAt == null)
                .OrderByDescending(row => row.Place)
                .Select(row => RecordMapping.ToIncident(row))
                .AsAsyncEnumerable(),
            cancellationToken);

    public Task<bool> ClassifyIncidentAsync(Guid id, IncidentCause cause, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(
            async context => await context.Incidents
                .Where(row => row.Id == id)
                .ExecuteUpdateAsync(row => row.SetProperty(incident => incident.Cause, cause), cancellationToken).ConfigureAwait(false) > 0,
            cancellationToken);

    public Task<bool> ResolveIncidentAsync(Guid id, string resolution, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(resolution);
        return _database.WriteAsync(
            async context => await context.Incidents
                .Where(row => row.Id == id && row.ResolvedAt == null)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(incident => incident.ResolvedAt, at)
                        .SetProperty(incident => incident.Resolution, resolution),
                    cancellationToken).ConfigureAwait(false) > 0,
            cancellationToken);
    }

    public Task<long> CountOrdersAsync(
        ChannelId channel, DateTimeOffset placedFrom, DateTimeOffset placedBefore, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(
            context => context.Orders.LongCountAsync(
                row => row.Channel == channel.Value && row.PlacedAt >= placedFrom && row.PlacedAt < placedBefore,
                cancellationToken),
            cancellationToken);

    private static string[] TextsOf(IReadOnlyCollection<Sku> skus) => [.. skus.Select(sku => sku.Value)];

    private static IQueryable<Level> LevelsOf(InventoryDbContext context, string[] skus) =>
        context.Levels
            .Where(row => skus.Contains(row.Sku))
            .OrderBy(row => row.Sku)
            .ThenBy(row => row.Location)
            .Select(row => LedgerMapping.ToLevel(row));

    private static IQueryable<ReservationRow> Expiring(InventoryDbContext context) =>
        context.Reservations.Where(row => row.ExpiresAt != null && row.Status == ReservationStatus.Open && !row.Pinned);
}
