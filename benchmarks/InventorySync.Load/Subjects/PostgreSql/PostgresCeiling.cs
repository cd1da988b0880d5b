using InventorySync.Load.Databases;
using InventorySync.Load.Workload;
using Npgsql;

namespace InventorySync.Load.Subjects.PostgreSql;

/// <summary>The most that the server can append to the library's own ledger table: rows that it makes itself, 128 a statement.</summary>
internal sealed class PostgresCeiling : ISubject
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _insert;

    private PostgresCeiling(NpgsqlConnection connection, Cell cell)
    {
        _connection = connection;
        var key = cell.Keys == KeyForm.Sorted ? "lpad(to_hex(n), 32, '0')" : "md5(n::text)";
        var text = cell.Keys == KeyForm.Sorted ? "NULL" : "'receipt-' || left(md5(n::text), 28)";
        var level = cell.Scenario == Scenario.Hot ? "1" : $"1 + (hashint8(n)::bigint & 2147483647) % {Catalogue.Skus}";
        _insert = new NpgsqlCommand(
            $"""
            INSERT INTO {Ceiling.Table} (operation_key, operation_text, level_id, version, {Ceiling.Columns})
            SELECT ({key})::uuid, {text}, {level}, n, {Ceiling.Values} FROM (SELECT nextval('{Ceiling.Table}_key') AS n FROM generate_series(1, {Ceiling.Rows})) numbers
            """,
            connection);
    }

    public int SalesPerCall => Ceiling.Rows;

    public static async Task<PostgresCeiling> OpenAsync(string connectionString, Cell cell)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new PostgresCeiling(connection, cell);
    }

    public async ValueTask<Answer> SellAsync(Sale sale)
    {
        await _insert.ExecuteNonQueryAsync();
        return Answer.Sold;
    }

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
