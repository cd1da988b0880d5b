using System.Buffers.Binary;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Sqlite.Keys;

namespace InventorySync.Storage.EfCore.Sqlite.Commit;

/// <summary>Finds operations by their key: what makes an id unique for ever (I3). In memory those of late, in their table the others.</summary>
/// <remarks>
/// Used inside a transaction by who holds the write gate. Exact with other processes too: each operation has a row in the
/// ledger, rows are only appended, and SQLite has one writer at a time; so <see cref="Sync"/> learns of everything that
/// was committed, by anybody, before this transaction.
/// </remarks>
internal sealed class OperationIndex : IDisposable
{
    private const int TurnsPerFoldMax = 16;
    private const int KeysPerTurnMin = 64;

    private readonly HeldKeys _held;
    private readonly KeyFolding _folding;
    private readonly LedgerTable _ledger;
    private readonly KeyTables _tables;
    private readonly SqliteStatement _text;
    private readonly List<HeldKey> _folded = [];
    private readonly List<(int Slice, long FoldedTo)> _folds = [];
    private long _lastLedgerId;
    private int _turn;
    private bool _isFoldedByOthers;

    public OperationIndex(NamedConnection connection, LedgerTable ledger, HeldKeys held, KeyFolding folding)
    {
        _ledger = ledger;
        _held = held;
        _folding = folding;
        _tables = new KeyTables(connection);
        _text = new SqliteStatement(connection, "SELECT operation_text FROM {t}ledger WHERE id = ?1 UNION ALL SELECT operation_text FROM {t}ledger_archive WHERE id = ?1");
    }

    /// <summary>Takes in what other processes have written since; the first call after a start reads what is not folded.</summary>
    /// <returns>The newest row of the ledger.</returns>
    public long Sync()
    {
        if (!_held.IsLoaded)
        {
            Span<long> foldedTo = stackalloc long[HeldKeys.SliceCount];
            _tables.ReadFolds(foldedTo);
            _held.Load(foldedTo);
        }

        _lastLedgerId = _ledger.LastId();
        if (_lastLedgerId != _held.SyncedTo)
        {
            _tables.ReadRecorded(_held, _lastLedgerId);
            _isFoldedByOthers = true;
        }

        return _lastLedgerId;
    }

    /// <summary>Adds an operation whose first row will have this id.</summary>
    /// <returns>0, or the row of the same operation where it is there already.</returns>
    public long AddOrFind(ReadOnlySpan<byte> key, long ledgerId)
    {
        var found = Find(key);
        if (found == 0)
        {
            _held.AddPending(BinaryPrimitives.ReadUInt128BigEndian(key), ledgerId);
        }

        return found;
    }

    /// <summary>The row of an operation's line 0, or 0.</summary>
    public long Find(ReadOnlySpan<byte> key) =>
        _held.Find(BinaryPrimitives.ReadUInt128BigEndian(key)) is var held and not 0 ? held : _tables.Find(key);

    /// <summary>Whether the row is of this operation and not of another text with the same key.</summary>
    public void ThrowUnlessSame(in OperationId id, long ledgerId)
    {
        _text.Bind(1, ledgerId);
        if (!_text.Read())
        {
            return; // Dropped from the archive: its key alone is known.
        }

        var text = _text.Text(0);
        _text.Run();
        if (text != (id.TryGetUuid(out _) ? null : id.ToString()))
        {
            throw new StorageException(
                $"Operation '{id}' has the same 128-bit key as operation '{text}', which was applied before: give it another id.",
                isTransient: false);
        }
    }

    /// <summary>The last call before a commit: says up to where the ledger goes with it, and moves keys to their table where too many are held.</summary>
    public void Seal(long lastLedgerId)
    {
        var isAppended = lastLedgerId > _lastLedgerId;
        _lastLedgerId = lastLedgerId;
        var heldMax = _folding.HeldMaxAt(lastLedgerId);
        if (!isAppended || _held.Count <= heldMax)
        {
            return;
        }

        DropFoldedByOthers();
        if (_held.Count > heldMax)
        {
            var countMax = KeyFolding.SliceFoldMax(heldMax, _held.PendingCount);
            var fullest = _held.FullestSlice();
            Fold(fullest, countMax);
            FoldInTurn(fullest, countMax);
        }
    }

    /// <summary>The transaction ended: what it added stays, or goes.</summary>
    public void End(bool isCommitted)
    {
        if (isCommitted)
        {
            _held.Confirm(_lastLedgerId);
            foreach (var (slice, foldedTo) in _folds)
            {
                _held.Drop(slice, foldedTo);
            }
        }
        else
        {
            _held.TakeBack();
        }

        _folds.Clear();
    }

    public void Dispose()
    {
        _tables.Dispose();
        _text.Dispose();
    }

    private void DropFoldedByOthers()
    {
        if (_isFoldedByOthers)
        {
            Span<long> foldedTo = stackalloc long[HeldKeys.SliceCount];
            _tables.ReadFolds(foldedTo);
            for (var slice = 0; slice < HeldKeys.SliceCount; slice++)
            {
                _held.Drop(slice, foldedTo[slice]);
            }

            _isFoldedByOthers = false;
        }
    }

    /// <summary>
    /// Folds other slices in their turn, several where they have next to nothing, so that none stays behind: a start reads the ledger
    /// from the slice that is furthest behind.
    /// </summary>
    private void FoldInTurn(int fullest, int countMax)
    {
        var keys = 0;
        for (var visits = 0; visits < TurnsPerFoldMax && keys < KeysPerTurnMin; visits++)
        {
            if (_turn != fullest)
            {
                Fold(_turn, countMax);
                keys += _folded.Count;
            }

            _turn = (_turn + 1) % HeldKeys.SliceCount;
        }
    }

    private void Fold(int slice, int countMax)
    {
        _folded.Clear();
        var foldedTo = _held.CopyOldest(slice, countMax, _folded);

        // In the table's order, so that keys of one page come together.
        _folded.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        _tables.Fold(slice, _folded, foldedTo);
        _folds.Add((slice, foldedTo));
    }
}
