using InventorySync.Load.Databases;
using InventorySync.Load.Workload;
using SQLitePCL;

namespace InventorySync.Load.Subjects.Sqlite;

/// <summary>The prepared statements of a sale on one connection.</summary>
internal sealed class NativeSales : IDisposable
{
    private readonly string[] _skus = [.. Enumerable.Range(0, Catalogue.All).Select(Catalogue.NameOf)];
    private readonly NativeConnection _connection;
    private readonly KeyForm _keys;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _update;
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt _undo;
    private readonly sqlite3_stmt _commit;

    public NativeSales(string file, string subject, KeyForm keys)
    {
        var tables = new RivalTables(subject);
        _connection = new NativeConnection(file);
        _keys = keys;
        _begin = _connection.Prepare("BEGIN IMMEDIATE");
        _update = _connection.Prepare($"UPDATE {tables.Stock} SET on_hand = on_hand - 1, version = version + 1 WHERE sku = ?1 AND location = ?2 AND on_hand >= 1");
        _insert = _connection.Prepare($"INSERT INTO {tables.Ledger} (key, sku, location, quantity, at) VALUES (?1, ?2, ?3, -1, ?4)");
        _undo = _connection.Prepare($"UPDATE {tables.Stock} SET on_hand = on_hand + 1, version = version - 1 WHERE sku = ?1 AND location = ?2");
        _commit = _connection.Prepare("COMMIT");
    }

    public void Begin() => _connection.Run(_begin);

    public void Commit() => _connection.Run(_commit);

    /// <summary>Sells inside the open transaction; a repeated key takes back what it did.</summary>
    public Answer Sell(Sale sale)
    {
        raw.sqlite3_bind_text(_update, 1, _skus[sale.Sku]);
        raw.sqlite3_bind_text(_update, 2, Catalogue.Location);
        if (_connection.Run(_update) == 0)
        {
            return Answer.Refused;
        }

        raw.sqlite3_bind_text(_insert, 1, sale.ToKey(_keys));
        raw.sqlite3_bind_text(_insert, 2, _skus[sale.Sku]);
        raw.sqlite3_bind_text(_insert, 3, Catalogue.Location);
        raw.sqlite3_bind_int64(_insert, 4, sale.At.UtcTicks / 10);
        if (_connection.Run(_insert) == 1)
        {
            return Answer.Sold;
        }

        raw.sqlite3_bind_text(_undo, 1, _skus[sale.Sku]);
        raw.sqlite3_bind_text(_undo, 2, Catalogue.Location);
        _connection.Run(_undo);
        return Answer.Repeated;
    }

    public void Dispose() => _connection.Dispose();
}
