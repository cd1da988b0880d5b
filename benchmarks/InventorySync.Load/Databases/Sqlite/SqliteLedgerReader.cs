using System.Globalization;
using InventorySync.Load.Verification;
using InventorySync.Load.Workload;
using Microsoft.Data.Sqlite;

namespace InventorySync.Load.Databases.Sqlite;

/// <summary>Asks SQLite.</summary>
internal sealed class SqliteLedgerReader : ILedgerReader
{
    private readonly SqliteConnection _connection;
    private readonly LedgerSql _sql;

    public SqliteLedgerReader(SqliteConnection connection, LedgerSql sql)
    {
        _connection = connection;
        _sql = sql;
    }

    public Task<long> CountAsync() => ScalarAsync(_sql.Count);

    public Task<long> CountOversoldAsync() => ScalarAsync(_sql.Oversold);

    public async IAsyncEnumerable<SaleId?> ReadKeysAsync()
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = _sql.Keys;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            SaleId id;
            var isRead = await reader.IsDBNullAsync(1)
                ? SaleId.TryRead(new Guid(await reader.GetFieldValueAsync<byte[]>(0), bigEndian: true), out id)
                : SaleId.TryRead(reader.GetString(1), out id);
            yield return isRead ? id : null;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
