using System.Globalization;
using InventorySync.Load.Verification;
using InventorySync.Load.Workload;
using Npgsql;

namespace InventorySync.Load.Databases.PostgreSql;

/// <summary>Asks PostgreSQL.</summary>
internal sealed class PostgresLedgerReader : ILedgerReader
{
    private readonly NpgsqlConnection _connection;
    private readonly LedgerSql _sql;

    public PostgresLedgerReader(NpgsqlConnection connection, LedgerSql sql)
    {
        _connection = connection;
        _sql = sql;
    }

    public Task<long> CountAsync() => ScalarAsync(_sql.Count);

    public Task<long> CountOversoldAsync() => ScalarAsync(_sql.Oversold);

    public async IAsyncEnumerable<SaleId?> ReadKeysAsync()
    {
        await using var command = new NpgsqlCommand(_sql.Keys, _connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            SaleId id;
            var isRead = await reader.IsDBNullAsync(1)
                ? SaleId.TryRead(await reader.GetFieldValueAsync<Guid>(0), out id)
                : SaleId.TryRead(reader.GetString(1), out id);
            yield return isRead ? id : null;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
