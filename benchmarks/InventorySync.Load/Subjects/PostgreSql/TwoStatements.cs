using InventorySync.Load.Databases;
using InventorySync.Load.Workload;
using Npgsql;

namespace InventorySync.Load.Subjects.PostgreSql;

/// <summary>A conditional update and an insert in one transaction: four round trips.</summary>
internal sealed class TwoStatements : ISubject
{
    private readonly string[] _skus = [.. Enumerable.Range(0, Catalogue.All).Select(Catalogue.NameOf)];
    private readonly NpgsqlDataSource _source;
    private readonly KeyForm _keys;
    private readonly string _update;
    private readonly string _insert;

    public TwoStatements(string connectionString, KeyForm keys)
    {
        var tables = new RivalTables(SubjectNames.NpgsqlTransaction);
        _source = NpgsqlDataSource.Create(connectionString);
        _keys = keys;
        _update = $"UPDATE {tables.Stock} SET on_hand = on_hand - 1, version = version + 1 WHERE sku = $1 AND location = $2 AND on_hand >= 1";
        _insert = $"INSERT INTO {tables.Ledger} (key, sku, location, quantity, at) VALUES ($1, $2, $3, -1, $4)";
    }

    public async ValueTask<Answer> SellAsync(Sale sale)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var update = new NpgsqlCommand(_update, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = _skus[sale.Sku] }, new NpgsqlParameter<string> { TypedValue = Catalogue.Location } },
        };
        if (await update.ExecuteNonQueryAsync() == 0)
        {
            return Answer.Refused;
        }

        await using var insert = new NpgsqlCommand(_insert, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = sale.ToKey(_keys) },
                new NpgsqlParameter<string> { TypedValue = _skus[sale.Sku] },
                new NpgsqlParameter<string> { TypedValue = Catalogue.Location },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = sale.At },
            },
        };
        try
        {
            await insert.ExecuteNonQueryAsync();
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Answer.Repeated;
        }

        await transaction.CommitAsync();
        return Answer.Sold;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
