using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Crash.Auditing;

/// <summary>What the ledger has to be by itself: I1, I2, I6, and of holds that each unit leaves them once.</summary>
internal sealed class LedgerRules
{
    private readonly Dictionary<string, (long OnHand, long Reserved, long Version)> _books = [];
    private readonly Dictionary<ReservationId, long> _held = [];
    private readonly Dictionary<ReservationId, int> _expired = [];
    private readonly Findings _findings;

    public LedgerRules(Findings findings) => _findings = findings;

    /// <summary>Takes the movements of a level in order.</summary>
    public void Add(Movement row)
    {
        var book = _books.GetValueOrDefault(row.Sku.Value);
        _findings.Check(row.Version == book.Version + 1, $"I6: {row.Sku} has version {row.Version} after {book.Version}.");
        book = (book.OnHand + row.OnHandDelta, book.Reserved + row.ReservedDelta, row.Version);
        _findings.Check(
            (row.OnHand, row.Reserved) == (book.OnHand, book.Reserved),
            $"I6: {row.Sku} version {row.Version} ends at {row.OnHand} on hand, {row.Reserved} reserved; its deltas add up to {book.OnHand}, {book.Reserved}.");
        _books[row.Sku.Value] = book;
        if (row.Kind is OperationKind.Sell or OperationKind.Reserve)
        {
            _findings.Check(row.OnHand >= row.Reserved, $"I1: {row.Operation} ({row.Kind}) left {row.Sku} at {row.OnHand - row.Reserved} available.");
        }

        if (row.Reservation is { } hold)
        {
            _held[hold] = _held.GetValueOrDefault(hold) + row.ReservedDelta;
            if (row.Kind == OperationKind.Expire)
            {
                _expired[hold] = _expired.GetValueOrDefault(hold) + 1;
            }
        }
    }

    public void Compare(IReadOnlyList<Level> levels, IReadOnlyList<Reservation> open)
    {
        foreach (var level in levels)
        {
            var book = _books.GetValueOrDefault(level.Sku.Value);
            _findings.Check(
                (level.OnHand, level.Reserved, level.Version) == book,
                $"I2: {level.Sku} is at {level.OnHand} on hand, {level.Reserved} reserved, version {level.Version}; its ledger says {book}.");
        }

        _findings.Check(_books.Count == levels.Count, $"I2: {_books.Count} levels have a ledger, {levels.Count} exist.");
        var bySku = open.SelectMany(hold => hold.Lines).GroupBy(line => line.Sku.Value).ToDictionary(group => group.Key, group => group.Sum(line => line.Open));
        foreach (var (sku, book) in _books)
        {
            _findings.Check(book.Reserved == bySku.GetValueOrDefault(sku), $"I2: {sku} has {book.Reserved} reserved, its open holds have {bySku.GetValueOrDefault(sku)}.");
        }

        var openUnits = open.ToDictionary(hold => hold.Id, hold => hold.OpenUnits);
        foreach (var (hold, units) in _held)
        {
            _findings.Check(units == openUnits.GetValueOrDefault(hold), $"I2: '{hold}' holds {units} units by the ledger, {openUnits.GetValueOrDefault(hold)} by itself.");
        }
    }

    /// <summary>Whichever of many processes sweeps, a hold ends once: at most as many rows as it has lines.</summary>
    public void CheckExpiries(Func<ReservationId, int?> linesOf)
    {
        foreach (var (hold, rows) in _expired)
        {
            _findings.Check(rows == linesOf(hold), $"I3: '{hold}' of {linesOf(hold)} lines expired with {rows} rows.");
        }
    }
}
