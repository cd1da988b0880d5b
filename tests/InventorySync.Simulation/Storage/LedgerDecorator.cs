using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Simulation.Storage;

/// <summary>Passes every call on; what listens in or breaks a rule overrides the one call that it is about.</summary>
internal abstract class LedgerDecorator : ILedgerStore
{
    protected LedgerDecorator(ILedgerStore inner) => Inner = inner;

    protected ILedgerStore Inner { get; }

    public virtual Task<LedgerState> LoadAsync(LedgerKeys keys, CancellationToken cancellationToken = default) =>
        Inner.LoadAsync(keys, cancellationToken);

    public virtual Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default) =>
        Inner.CommitAsync(batch, cancellationToken);

    public virtual Task<IReadOnlyList<Level>> ReadLevelsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) =>
        Inner.ReadLevelsAsync(skus, cancellationToken);

    public Task<IReadOnlyDictionary<Sku, long>> ReadOpenOrderUnitsAsync(
        ChannelId channel, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) =>
        Inner.ReadOpenOrderUnitsAsync(channel, skus, cancellationToken);

    public IAsyncEnumerable<Level> ReadAllLevelsAsync(CancellationToken cancellationToken = default) => Inner.ReadAllLevelsAsync(cancellationToken);

    public IAsyncEnumerable<Movement> ReadMovementsAsync(MovementQuery query, CancellationToken cancellationToken = default) =>
        Inner.ReadMovementsAsync(query, cancellationToken);

    public IAsyncEnumerable<Level> ReadOpeningsAsync(Sku? sku = null, CancellationToken cancellationToken = default) => Inner.ReadOpeningsAsync(sku, cancellationToken);

    public IAsyncEnumerable<Reservation> ReadOpenReservationsAsync(CancellationToken cancellationToken = default) =>
        Inner.ReadOpenReservationsAsync(cancellationToken);

    public virtual Task<IReadOnlyList<Reservation>> ReadDueReservationsAsync(
        DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
        Inner.ReadDueReservationsAsync(now, countMax, cancellationToken);

    public virtual Task<DateTimeOffset?> ReadNextExpiryAsync(CancellationToken cancellationToken = default) =>
        Inner.ReadNextExpiryAsync(cancellationToken);

    public IAsyncEnumerable<Incident> ReadIncidentsAsync(bool openOnly = false, CancellationToken cancellationToken = default) =>
        Inner.ReadIncidentsAsync(openOnly, cancellationToken);

    public Task<bool> ClassifyIncidentAsync(Guid id, IncidentCause cause, CancellationToken cancellationToken = default) =>
        Inner.ClassifyIncidentAsync(id, cause, cancellationToken);

    public Task<long> CountOrdersAsync(
        ChannelId channel, DateTimeOffset placedFrom, DateTimeOffset placedBefore, CancellationToken cancellationToken = default) =>
        Inner.CountOrdersAsync(channel, placedFrom, placedBefore, cancellationToken);

    public Task<bool> ResolveIncidentAsync(Guid id, string resolution, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        Inner.ResolveIncidentAsync(id, resolution, at, cancellationToken);

    public virtual Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default) =>
        Inner.CorrectAsync(seen, correction, cancellationToken);
}
