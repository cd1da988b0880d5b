using System.Buffers.Binary;
using InventorySync.Storage.EfCore.Mapping;

namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>The statements on folded keys, and on the rows of the ledger whose keys are not.</summary>
internal sealed class KeyTables : IDisposable
{
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _folds;
    private readonly SqliteStatement _setFold;
    private readonly SqliteStatement _recorded;

    public KeyTables(NamedConnection connection)
    {
        _select = new SqliteStatement(connection, "SELECT ledger_id FROM {t}operation_keys WHERE key = ?1");
        _folds = new SqliteStatement(connection, "SELECT slice, folded_to FROM {t}operation_key_folds");
        _recorded = new SqliteStatement(
            connection, "SELECT id, operation_key FROM {t}ledger WHERE id > ?1 AND id <= ?2 AND line = 0 ORDER BY id");

        // Both may have been done already: by another process of which it is not known yet, or by a commit whose answer was lost.
        _insert = new SqliteStatement(connection, "INSERT INTO {t}operation_keys (key, ledger_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
        _setFold = new SqliteStatement(connection, "UPDATE {t}operation_key_folds SET folded_to = max(folded_to, ?2) WHERE slice = ?1");
    }

    /// <summary>The ledger row of a folded operation; 0 where there is none.</summary>
    public long Find(ReadOnlySpan<byte> key)
    {
        _select.Bind(1, key);
        if (!_select.Read())
        {
            return 0;
        }

        var ledgerId = _select.Int64(0);
        _select.Run();
        return ledgerId;
    }

    public void ReadFolds(Span<long> foldedTo)
    {
        while (_folds.Read())
        {
            foldedTo[(int)_folds.Int64(0)] = _folds.Int64(1);
        }
    }

    /// <summary>Adds the keys of the ledger's rows after the last one that was looked at.</summary>
    public void ReadRecorded(HeldKeys held, long upTo)
    {
        _recorded.Bind(1, held.SyncedTo).Bind(2, upTo);
        while (_recorded.Read())
        {
            held.AddRecorded(BinaryPrimitives.ReadUInt128BigEndian(_recorded.Blob(1)), _recorded.Int64(0));
        }

        held.EndSync(upTo);
    }

    public void Fold(int slice, List<HeldKey> keys, long foldedTo)
    {
        Span<byte> bytes = stackalloc byte[OperationKey.Length];
        foreach (var key in keys)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, key.Key);
            _insert.Bind(1, bytes).Bind(2, key.LedgerId).Run();
        }

        _setFold.Bind(1, slice).Bind(2, foldedTo).Run();
    }

    public void Dispose()
    {
        _select.Dispose();
        _insert.Dispose();
        _folds.Dispose();
        _setFold.Dispose();
        _recorded.Dispose();
    }
}
