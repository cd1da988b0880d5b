using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;

namespace PosIntegration.Audit;

/// <summary>The whole ledger, read row by row and reckoned anew: sums, chains, and what each operation and order did.</summary>
internal sealed class LedgerBook
{
    private readonly Dictionary<OperationId, Dictionary<Sku, long>> _onHandByOperation = [];
    private readonly Dictionary<(ReservationId Reservation, Sku Sku), (long OnHand, long Reserved)> _byOrder = [];
    private readonly Dictionary<LevelKey, long> _openByLevel = [];
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private LedgerBook()
    {
    }

    public long Movements { get; private set; }

    public long Levels { get; private set; }

    public long OpenReservations { get; private set; }

    /// <summary>Accepted requests to sell or reserve, line by line.</summary>
    public long RequestedMovements { get; private set; }

    /// <summary>The least that was available right after one of them; null: there was none.</summary>
    public long? AvailableMin { get; private set; }

    /// <summary>Accepted requests that took available below zero.</summary>
    public Findings Oversold { get; } = new();

    /// <summary>Levels that are not the sums of their movements, and reserved units that no reservation holds.</summary>
    public Findings Unequal { get; } = new();

    /// <summary>Gaps in the versions, and rows whose levels after do not follow from the row before.</summary>
    public Findings Unchained { get; } = new();

    /// <summary>What tells this ledger from any other: every movement of every level, in order, with all that was recorded of it.</summary>
    public string Digest { get; private set; } = string.Empty;

    /// <summary>The operations, each with what it changed on hand.</summary>
    public IReadOnlyDictionary<OperationId, Dictionary<Sku, long>> OnHandByOperation => _onHandByOperation;

    /// <summary>What the movements of an order's reservation come to, by article.</summary>
    public IReadOnlyDictionary<(ReservationId Reservation, Sku Sku), (long OnHand, long Reserved)> ByOrder => _byOrder;

    public static async Task<LedgerBook> ReadAsync(ILedgerStore ledger, CancellationToken cancellationToken)
    {
        var book = new LedgerBook();
        var last = new Dictionary<LevelKey, Movement>();
        Movement? before = null;
        await foreach (var movement in ledger.ReadMovementsAsync(new MovementQuery(), cancellationToken))
        {
            if (before is not null && (before.Sku != movement.Sku || before.Location != movement.Location))
            {
                before = null;
            }

            book.Note(movement, before);
            before = movement;
            last[new LevelKey(movement.Sku, movement.Location)] = movement;
        }

        await foreach (var reservation in ledger.ReadOpenReservationsAsync(cancellationToken))
        {
            book.Note(reservation);
        }

        await foreach (var level in ledger.ReadAllLevelsAsync(cancellationToken))
        {
            book.Note(level, last.GetValueOrDefault(level.Key));
            last.Remove(level.Key);
        }

        foreach (var key in last.Keys)
        {
            book.Unequal.Add($"{key.Sku} at {key.Location}: movements, but no level");
        }

        book.Digest = Convert.ToHexStringLower(book._digest.GetHashAndReset());
        return book;
    }

    private void Note(Movement movement, Movement? before)
    {
        Movements++;
        Hash(movement);
        var (onHand, reserved, version) = before is null ? (0L, 0L, 0L) : (before.OnHand, before.Reserved, before.Version);
        if (movement.Version != version + 1 || movement.OnHand != onHand + movement.OnHandDelta || movement.Reserved != reserved + movement.ReservedDelta)
        {
            Unchained.Add(
                $"{movement.Sku} at {movement.Location}: version {movement.Version} with {movement.OnHand} on hand and {movement.Reserved} reserved "
                + $"after version {version} with {onHand} and {reserved} and a change of {movement.OnHandDelta} and {movement.ReservedDelta}");
        }

        if (movement.Kind is OperationKind.Sell or OperationKind.Reserve)
        {
            NoteRequest(movement);
        }

        if (movement.Kind == OperationKind.RecordOrder && movement.Reservation is { } reservation)
        {
            var (orderOnHand, orderReserved) = _byOrder.GetValueOrDefault((reservation, movement.Sku));
            _byOrder[(reservation, movement.Sku)] = (orderOnHand + movement.OnHandDelta, orderReserved + movement.ReservedDelta);
        }

        if (!_onHandByOperation.TryGetValue(movement.Operation, out var changes))
        {
            _onHandByOperation[movement.Operation] = changes = [];
        }

        changes[movement.Sku] = changes.GetValueOrDefault(movement.Sku) + movement.OnHandDelta;
    }

    private void NoteRequest(Movement movement)
    {
        RequestedMovements++;
        var available = movement.OnHand - movement.Reserved;
        AvailableMin = AvailableMin is { } min && min <= available ? min : available;
        if (available < 0)
        {
            Oversold.Add($"{movement.Sku} at {movement.Location}: {movement.Operation} was accepted and left {available} available");
        }
    }

    private void Note(Reservation reservation)
    {
        OpenReservations++;
        foreach (var line in reservation.Lines)
        {
            var key = new LevelKey(line.Sku, line.Location);
            _openByLevel[key] = _openByLevel.GetValueOrDefault(key) + line.Open;
        }
    }

    private void Note(Level level, Movement? last)
    {
        Levels++;
        if (level.OnHand != (last?.OnHand ?? 0) || level.Reserved != (last?.Reserved ?? 0) || level.Version != (last?.Version ?? 0))
        {
            Unequal.Add(
                $"{level.Sku} at {level.Location}: the level has {level.OnHand} on hand, {level.Reserved} reserved, version {level.Version}; "
                + $"its movements come to {last?.OnHand ?? 0}, {last?.Reserved ?? 0}, {last?.Version ?? 0}");
        }

        _openByLevel.Remove(level.Key, out var open);
        if (open != level.Reserved)
        {
            Unequal.Add($"{level.Sku} at {level.Location}: {level.Reserved} reserved, open reservations hold {open}");
        }
    }

    private void Hash(Movement movement) => _digest.AppendData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{movement.Sku}\t{movement.Location}\t{movement.Version}\t{movement.Operation}\t{movement.Kind}\t{movement.OnHandDelta}\t{movement.ReservedDelta}\t"
        + $"{movement.OnHand}\t{movement.Reserved}\t{movement.OccurredAt:O}\t{movement.RecordedAt:O}\t{movement.Channel}\t{movement.Reservation}\t{movement.Reason}\n")));
}
