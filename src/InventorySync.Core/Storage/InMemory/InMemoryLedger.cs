using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>The ledger in memory: one lock, held for each call.</summary>
internal sealed partial class InMemoryLedger : ILedgerStore
{
    private readonly Lock _lock = new();
    private readonly LevelTable _levels = new();
    private readonly OperationLog _operations = new();
    private readonly MovementLog _movements;
    private readonly ReservationTable _reservations = new();
    private readonly OrderTable _orders = new();
    private readonly IncidentLog _incidents = new();

    public InMemoryLedger() => _movements = new MovementLog(_levels, _operations);

    public Task<LedgerState> LoadAsync(LedgerKeys keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<LedgerState>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult(Load(keys));
        }
    }

    public Task<IReadOnlyList<Level>> ReadLevelsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(skus);
        return Locked<IReadOnlyList<Level>>(
            () =>
            {
                List<Level> levels = new(skus.Count);
                foreach (var sku in skus.Order())
                {
                    _levels.AddLevels(sku, levels);
                }

                return levels;
            },
            cancellationToken);
    }

    public Task<IReadOnlyDictionary<Sku, long>> ReadOpenOrderUnitsAsync(
        ChannelId channel, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(skus);
        return Locked<IReadOnlyDictionary<Sku, long>>(
            () =>
            {
                Dictionary<Sku, long> units = [];
                foreach (var sku in skus)
                {
                    if (_orders.OpenUnits(channel, sku) is var open and not 0)
                    {
                        units[sku] = open;
                    }
                }

                return units;
            },
            cancellationToken);
    }

    public IAsyncEnumerable<Level> ReadAllLevelsAsync(CancellationToken cancellationToken = default) =>
        AsyncSequence.From(() => Locked(() => _levels.Slots(sku: null).ConvertAll(slot => _levels[slot].ToLevel())), cancellationToken);

    public IAsyncEnumerable<Movement> ReadMovementsAsync(MovementQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return AsyncSequence.From(
            () => query.Operation is { } id ? Locked(() => MovementsOf(id, query)) : StreamMovements(query),
            cancellationToken);
    }

    public IAsyncEnumerable<Reservation> ReadOpenReservationsAsync(CancellationToken cancellationToken = default) =>
        AsyncSequence.From(() => Locked(_reservations.Open), cancellationToken);

    public Task<IReadOnlyList<Reservation>> ReadDueReservationsAsync(DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
        Locked<IReadOnlyList<Reservation>>(() => _reservations.Due(now, countMax), cancellationToken);

    public Task<DateTimeOffset?> ReadNextExpiryAsync(CancellationToken cancellationToken = default) =>
        Locked(_reservations.NextExpiry, cancellationToken);

    public IAsyncEnumerable<Incident> ReadIncidentsAsync(bool openOnly = false, CancellationToken cancellationToken = default) =>
        AsyncSequence.From(() => Locked(() => _incidents.Read(openOnly)), cancellationToken);

    public Task<bool> ResolveIncidentAsync(Guid id, string resolution, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(resolution);
        return Locked(() => _incidents.Resolve(id, resolution, at), cancellationToken);
    }

    public Task<bool> ClassifyIncidentAsync(Guid id, IncidentCause cause, CancellationToken cancellationToken = default) =>
        Locked(() => _incidents.Classify(id, cause), cancellationToken);

    public Task<long> CountOrdersAsync(
        ChannelId channel, DateTimeOffset placedFrom, DateTimeOffset placedBefore, CancellationToken cancellationToken = default) =>
        Locked(() => _orders.CountPlaced(channel, placedFrom, placedBefore), cancellationToken);

    /// <summary>Every reservation, closed ones too.</summary>
    public List<Reservation> AllReservations() => Locked(_reservations.All);

    private LedgerState Load(LedgerKeys keys)
    {
        List<Level> levels = new(keys.Skus.Count);
        foreach (var sku in keys.Skus)
        {
            _levels.AddLevels(sku, levels);
        }

        List<Reservation> reservations = [];
        foreach (var id in keys.Reservations)
        {
            if (_reservations.Find(id) is { } reservation)
            {
                reservations.Add(reservation);
            }
        }

        List<OrderState> orders = [];
        foreach (var key in keys.Orders)
        {
            if (_orders.Find(key) is { } order)
            {
                orders.Add(order);
            }
        }

        List<RecordedOperation> operations = [];
        foreach (var id in keys.Operations)
        {
            if (_operations.Find(id) is var index and >= 0)
            {
                operations.Add(new RecordedOperation { Record = _operations[index].ToRecord(), Movements = _movements.OfOperation(index) });
            }
        }

        return new LedgerState { Levels = levels, Reservations = reservations, Orders = orders, Operations = operations };
    }

    private IEnumerable<Movement> MovementsOf(OperationId id, MovementQuery query) =>
        _operations.Find(id) is var index and >= 0
            ? [.. _movements.OfOperation(index)
                .Where(movement => (query.Sku ?? movement.Sku) == movement.Sku
                    && (query.Location ?? movement.Location) == movement.Location
                    && (query.Reservation is null || query.Reservation == movement.Reservation)
                    && !(movement.RecordedAt < query.RecordedFrom)
                    && !(movement.RecordedAt >= query.RecordedBefore))
                .OrderBy(movement => new LevelKey(movement.Sku, movement.Location))
                .ThenBy(movement => movement.Version)]
            : [];

    private IEnumerable<Movement> StreamMovements(MovementQuery query)
    {
        // The ledger as it is at the start of the stream; then level by level, so that a commit waits for one level at most.
        var (slots, end) = Locked(() => (_levels.Slots(query.Sku), _movements.Count));
        foreach (var slot in slots)
        {
            foreach (var movement in Locked(() => IsAskedFor(slot, query) ? _movements.OfLevel(slot, query, end) : []))
            {
                yield return movement;
            }
        }
    }

    private bool IsAskedFor(int slot, MovementQuery query) => query.Location is not { } location || _levels[slot].Key.Location == location;

    private T Locked<T>(Func<T> work)
    {
        lock (_lock)
        {
            return work();
        }
    }

    private Task<T> Locked<T>(Func<T> work, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<T>(cancellationToken) : Task.FromResult(Locked(work));
}
