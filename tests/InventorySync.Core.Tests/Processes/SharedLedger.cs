using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Storage.Coordination;

namespace InventorySync.Processes;

/// <summary>A ledger that tells what each commit and correction changed.</summary>
internal sealed class SharedLedger(ILedgerStore inner, Action<IReadOnlyCollection<StoreChange>> tell) : ILedgerStore
{
    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        var result = await inner.CommitAsync(batch, cancellationToken);
        if (result.Status == CommitStatus.Committed)
        {
            var changes = new List<StoreChange>();
            CommitChanges.Collect(batch, changes);
            tell(changes);
        }

        return result;
    }

    public async Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default)
    {
        var isCorrected = await inner.CorrectAsync(seen, correction, cancellationToken);
        if (isCorrected)
        {
            tell([new StoreChange(StoreChangeKind.Stock, Sku: seen.Sku)]);
        }

        return isCorrected;
    }

    public Task<LedgerState> LoadAsync(LedgerKeys keys, CancellationToken cancellationToken = default) => inner.LoadAsync(keys, cancellationToken);

    public Task<IReadOnlyList<Level>> ReadLevelsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) =>
        inner.ReadLevelsAsync(skus, cancellationToken);

    public Task<IReadOnlyDictionary<Sku, long>> ReadOpenOrderUnitsAsync(
        ChannelId channel, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) =>
        inner.ReadOpenOrderUnitsAsync(channel, skus, cancellationToken);

    public IAsyncEnumerable<Level> ReadAllLevelsAsync(CancellationToken cancellationToken = default) => inner.ReadAllLevelsAsync(cancellationToken);

    public IAsyncEnumerable<Movement> ReadMovementsAsync(MovementQuery query, CancellationToken cancellationToken = default) =>
        inner.ReadMovementsAsync(query, cancellationToken);

    public IAsyncEnumerable<Reservation> ReadOpenReservationsAsync(CancellationToken cancellationToken = default) =>
        inner.ReadOpenReservationsAsync(cancellationToken);

    public Task<IReadOnlyList<Reservation>> ReadDueReservationsAsync(DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
        inner.ReadDueReservationsAsync(now, countMax, cancellationToken);

    public Task<DateTimeOffset?> ReadNextExpiryAsync(CancellationToken cancellationToken = default) => inner.ReadNextExpiryAsync(cancellationToken);

    public IAsyncEnumerable<Incident> ReadIncidentsAsync(bool openOnly = false, CancellationToken cancellationToken = default) =>
        inner.ReadIncidentsAsync(openOnly, cancellationToken);

    public Task<bool> ClassifyIncidentAsync(Guid id, IncidentCause cause, CancellationToken cancellationToken = default) =>
        inner.ClassifyIncidentAsync(id, cause, cancellationToken);

    public Task<long> CountOrdersAsync(
        ChannelId channel, DateTimeOffset placedFrom, DateTimeOffset placedBefore, CancellationToken cancellationToken = default) =>
        inner.CountOrdersAsync(channel, placedFrom, placedBefore, cancellationToken);

    public Task<bool> ResolveIncidentAsync(Guid id, string resolution, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        inner.ResolveIncidentAsync(id, resolution, at, cancellationToken);
}
