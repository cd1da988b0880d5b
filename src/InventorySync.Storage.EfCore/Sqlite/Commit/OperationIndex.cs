using InventorySync.Stock;
using SQLitePCL;

namespace InventorySync.Storage.EfCore.Sqlite.Commit;

/// <summary>Finds operations by their key: what makes an id unique for ever (I3).</summary>
internal sealed class OperationIndex : IDisposable
{
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _text;

    public OperationIndex(sqlite3 connection)
    {
        _insert = new SqliteStatement(connection, "INSERT INTO operation_keys (key, ledger_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
        _select = new SqliteStatement(connection, "SELECT ledger_id FROM operation_keys WHERE key = ?1");
        _text = new SqliteStatement(connection, "SELECT operation_text FROM ledger WHERE id = ?1");
    }

    /// <summary>Adds an operation whose first row will have this id.</summary>
    /// <returns>0, or the row of the same operation where it is there already.</returns>
    public long AddOrFind(in OperationId id, ReadOnlySpan<byte> key, long ledgerId) =>
        _insert.Bind(1, key).Bind(2, ledgerId).Run() == 1 ? 0 : Find(id, key);

    /// <summary>The row of an operation's line 0, or 0.</summary>
    public long Find(in OperationId id, ReadOnlySpan<byte> key)
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

    /// <summary>Whether the row is of this operation and not of another text with the same key.</summary>
    public void ThrowUnlessSame(in OperationId id, long ledgerId)
    {
        _text.Bind(1, ledgerId);
        var text = _text.Read() ? _text.Text(0) : null;
        _text.Run();
        if (text != (id.TryGetUuid(out _) ? null : id.ToString()))
        {
            throw new StorageException(
                $"Operation '{id}' has the same 128-bit key as operation '{text}', which was applied before: give it another id.",
                isTransient: false);
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _select.Dispose();
        _text.Dispose();
    }
}
