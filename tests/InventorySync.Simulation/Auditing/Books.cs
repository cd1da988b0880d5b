using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Simulation.Auditing;

/// <summary>All that the durable ledger holds at one moment, read row by row and indexed by plain dictionaries.</summary>
internal sealed class Books
{
    private static readonly IReadOnlyList<Movement> NoMovements = [];

    private readonly Dictionary<LevelKey, List<Movement>> _byLevel = [];
    private readonly Dictionary<OperationId, List<Movement>> _byOperation = [];
    private readonly Dictionary<ReservationId, List<Movement>> _byReservation = [];

    private Books()
    {
    }

    public List<Level> Levels { get; } = [];

    public List<Reservation> OpenReservations { get; } = [];

    public IReadOnlyDictionary<LevelKey, List<Movement>> ByLevel => _byLevel;

    public IReadOnlyDictionary<OperationId, List<Movement>> ByOperation => _byOperation;

    public IReadOnlyDictionary<ReservationId, List<Movement>> ByReservation => _byReservation;

    /// <summary>Reads the store. It lives in memory, so the task is complete when it is returned.</summary>
    public static async Task<Books> ReadAsync(ILedgerStore ledger)
    {
        var books = new Books();
        await foreach (var level in ledger.ReadAllLevelsAsync())
        {
            books.Levels.Add(level);
        }

        await foreach (var movement in ledger.ReadMovementsAsync(new MovementQuery()))
        {
            Add(books._byLevel, new LevelKey(movement.Sku, movement.Location), movement);
            Add(books._byOperation, movement.Operation, movement);
            if (movement.Reservation is { } reservation)
            {
                Add(books._byReservation, reservation, movement);
            }
        }

        await foreach (var reservation in ledger.ReadOpenReservationsAsync())
        {
            books.OpenReservations.Add(reservation);
        }

        return books;
    }

    /// <summary>An operation's movements, by SKU, location and version.</summary>
    public IReadOnlyList<Movement> Of(OperationId operation) => _byOperation.GetValueOrDefault(operation) ?? NoMovements;

    public IReadOnlyList<Movement> Of(ReservationId reservation) => _byReservation.GetValueOrDefault(reservation) ?? NoMovements;

    private static void Add<TKey>(Dictionary<TKey, List<Movement>> index, TKey key, Movement movement)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var movements))
        {
            index.Add(key, movements = []);
        }

        movements.Add(movement);
    }
}
