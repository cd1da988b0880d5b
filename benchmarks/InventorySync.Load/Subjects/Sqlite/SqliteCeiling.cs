using InventorySync.Load.Databases;
using InventorySync.Load.Workload;
using SQLitePCL;

namespace InventorySync.Load.Subjects.Sqlite;

/// <summary>The most that SQLite can append to the library's own ledger table: rows that it makes itself, 128 a transaction.</summary>
internal sealed class SqliteCeiling : ISubject
{
    private readonly NativeConnection _connection;
    private readonly sqlite3_stmt _insert;

    public SqliteCeiling(string file, Cell cell)
    {
        _connection = new NativeConnection(file);
        var text = cell.Keys == KeyForm.Sorted ? "NULL" : "'receipt-' || lower(hex(randomblob(14)))";
        var key = cell.Keys == KeyForm.Sorted ? "unhex(printf('%032x', n))" : "randomblob(16)";
        var level = cell.Scenario == Scenario.Hot ? "1" : $"1 + (random() & 2147483647) % {Catalogue.Skus}";
        _insert = _connection.Prepare(
            $"""
            WITH RECURSIVE numbers (n, i) AS (
                SELECT coalesce(max(id), 0) + 1, 1 FROM {Ceiling.Table} UNION ALL SELECT n + 1, i + 1 FROM numbers WHERE i < {Ceiling.Rows})
            INSERT INTO {Ceiling.Table} (id, operation_key, operation_text, level_id, version, {Ceiling.Columns})
            SELECT n, {key}, {text}, {level}, n, {Ceiling.Values} FROM numbers
            """);
    }

    public int SalesPerCall => Ceiling.Rows;

    public ValueTask<Answer> SellAsync(Sale sale)
    {
        _connection.Run(_insert);
        return ValueTask.FromResult(Answer.Sold);
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
