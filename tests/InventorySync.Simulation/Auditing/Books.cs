using InventorySync.Alerts;
using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Simulation.Marketplaces;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Simulation.Auditing;

/// <summary>All that the durable store holds at one moment, read row by row and indexed by plain dictionaries.</summary>
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

    /// <summary>What has been applied of each order that a marketplace has.</summary>
    public Dictionary<OrderKey, OrderState> Orders { get; } = [];

    /// <summary>The open dead letters.</summary>
    public List<DeadLetter> DeadLetters { get; } = [];

    public Dictionary<(ChannelId Channel, Sku Sku), Listing> Listings { get; } = [];

    public IReadOnlyDictionary<LevelKey, List<Movement>> ByLevel => _byLevel;

    public IReadOnlyDictionary<OperationId, List<Movement>> ByOperation => _byOperation;

    public IReadOnlyDictionary<ReservationId, List<Movement>> ByReservation => _byReservation;

    /// <summary>Reads the store, which lives in memory: the task is complete when it is returned.</summary>
    public static async Task<Books> ReadAsync(IInventoryStore store, IReadOnlyList<Market> markets)
    {
        var books = new Books();
        await books.ReadLedgerAsync(store.Ledger);
        await books.ReadOrdersAsync(store.Ledger, markets);
        await foreach (var letter in store.DeadLetters.ReadAsync(openOnly: true))
        {
            books.DeadLetters.Add(letter);
        }

        foreach (var market in markets)
        {
            await foreach (var listing in store.Listings.ReadAsync(market.Id))
            {
                books.Listings.Add((listing.Channel, listing.Sku), listing);
            }
        }

        return books;
    }

    /// <summary>An operation's movements, by SKU, location and version.</summary>
    public IReadOnlyList<Movement> Of(OperationId operation) => _byOperation.GetValueOrDefault(operation) ?? NoMovements;

    public IReadOnlyList<Movement> Of(ReservationId reservation) => _byReservation.GetValueOrDefault(reservation) ?? NoMovements;

    private async Task ReadLedgerAsync(ILedgerStore ledger)
    {
        await foreach (var level in ledger.ReadAllLevelsAsync())
        {
            Levels.Add(level);
        }

        await foreach (var movement in ledger.ReadMovementsAsync(new MovementQuery()))
        {
            Add(_byLevel, new LevelKey(movement.Sku, movement.Location), movement);
            Add(_byOperation, movement.Operation, movement);
            if (movement.Reservation is { } reservation)
            {
                Add(_byReservation, reservation, movement);
            }
        }

        await foreach (var reservation in ledger.ReadOpenReservationsAsync())
        {
            OpenReservations.Add(reservation);
        }
    }

    private async Task ReadOrdersAsync(ILedgerStore ledger, IReadOnlyList<Market> markets)
    {
        var keys = new LedgerKeys();
        keys.Orders.AddRange(markets.SelectMany(market => market.Place.Orders.Select(order => new OrderKey(market.Id, order.OrderId))));
        foreach (var order in (await ledger.LoadAsync(keys)).Orders)
        {
            Orders.Add(order.Key, order);
        }
    }

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
