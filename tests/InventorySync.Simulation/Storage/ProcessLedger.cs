using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Simulation.Storage;

/// <summary>The ledger as one incarnation reaches it.</summary>
internal sealed class ProcessLedger : ILedgerStore
{
    private readonly ILedgerStore _durable;
    private readonly StoreDoor _door;

    public ProcessLedger(ILedgerStore durable, StoreDoor door)
    {
        _durable = durable;
        _door = door;
    }

    public Task<LedgerState> LoadAsync(LedgerKeys keys, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"load {keys.Skus.Count} SKUs, {keys.Operations.Count} operations", () => _durable.LoadAsync(keys, CancellationToken.None), cancellationToken);

    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default) =>
        _door.CallAsync(Described(batch), () => _durable.CommitAsync(batch, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<Level>> ReadLevelsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) =>
        _door.CallAsync("read levels", () => _durable.ReadLevelsAsync(skus, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyDictionary<Sku, long>> ReadOpenOrderUnitsAsync(
        ChannelId channel, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"read open units of {channel}", () => _durable.ReadOpenOrderUnitsAsync(channel, skus, CancellationToken.None), cancellationToken);

    public IAsyncEnumerable<Level> ReadAllLevelsAsync(CancellationToken cancellationToken = default) =>
        _door.StreamAsync("read all levels", () => _durable.ReadAllLevelsAsync(CancellationToken.None), cancellationToken);

    public IAsyncEnumerable<Movement> ReadMovementsAsync(MovementQuery query, CancellationToken cancellationToken = default) =>
        _door.StreamAsync("read movements", () => _durable.ReadMovementsAsync(query, CancellationToken.None), cancellationToken);

    public IAsyncEnumerable<Reservation> ReadOpenReservationsAsync(CancellationToken cancellationToken = default) =>
        _door.StreamAsync("read open holds", () => _durable.ReadOpenReservationsAsync(CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<Reservation>> ReadDueReservationsAsync(DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
        _door.CallAsync("read due holds", () => _durable.ReadDueReservationsAsync(now, countMax, CancellationToken.None), cancellationToken);

    public Task<DateTimeOffset?> ReadNextExpiryAsync(CancellationToken cancellationToken = default) =>
        _door.CallAsync("read next expiry", () => _durable.ReadNextExpiryAsync(CancellationToken.None), cancellationToken);

    public IAsyncEnumerable<Incident> ReadIncidentsAsync(bool openOnly = false, CancellationToken cancellationToken = default) =>
        _door.StreamAsync("read incidents", () => _durable.ReadIncidentsAsync(openOnly, CancellationToken.None), cancellationToken);

    public Task<bool> ClassifyIncidentAsync(Guid id, IncidentCause cause, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"classify incident as {cause}", () => _durable.ClassifyIncidentAsync(id, cause, CancellationToken.None), cancellationToken);

    public Task<long> CountOrdersAsync(
        ChannelId channel, DateTimeOffset placedFrom, DateTimeOffset placedBefore, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"count orders of {channel}", () => _durable.CountOrdersAsync(channel, placedFrom, placedBefore, CancellationToken.None), cancellationToken);

    public Task<bool> ResolveIncidentAsync(Guid id, string resolution, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        _door.CallAsync("resolve incident", () => _durable.ResolveIncidentAsync(id, resolution, at, CancellationToken.None), cancellationToken);

    public Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"correct {seen.Key}", () => _durable.CorrectAsync(seen, correction, CancellationToken.None), cancellationToken);

    private static string Described(CommitBatch batch) =>
        $"commit [{string.Join(", ", batch.Operations.Select(operation => $"{operation.Kind} {operation.Id}"))}]"
        + $" on [{string.Join(", ", batch.Levels.Select(level => $"{level.Key} {level.OnHandDelta:+0;-0;0}/{level.ReservedDelta:+0;-0;0}"))}]";
}
