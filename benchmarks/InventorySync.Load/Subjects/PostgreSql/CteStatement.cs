using InventorySync.Load.Databases;
using InventorySync.Load.Workload;
using Npgsql;

namespace InventorySync.Load.Subjects.PostgreSql;

/// <summary>One prepared statement that updates and inserts: the expert's form, and the best that one sale a transaction can do.</summary>
internal sealed class CteStatement : ISubject
{
    private readonly string[] _skus = [.. Enumerable.Range(0, Catalogue.All).Select(Catalogue.NameOf)];
    private readonly NpgsqlDataSource _source;
    private readonly KeyForm _keys;
    private readonly string _statement;

    public CteStatement(string connectionString, KeyForm keys)
    {
        var tables = new RivalTables(SubjectNames.Cte);
        _source = NpgsqlDataSource.Create(connectionString);
        _keys = keys;
        _statement =
            $"""
            WITH sold AS (
                UPDATE {tables.Stock} SET on_hand = on_hand - 1, version = version + 1
                WHERE sku = $1 AND location = $2 AND on_hand >= 1 RETURNING sku, location)
            INSERT INTO {tables.Ledger} (key, sku, location, quantity, at) SELECT $3, sku, location, -1, $4 FROM sold
            """;
    }

    public async ValueTask<Answer> SellAsync(Sale sale)
    {
        await using var command = _source.CreateCommand(_statement);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _skus[sale.Sku] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Catalogue.Location });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = sale.ToKey(_keys) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = sale.At });
        try
        {
            return await command.ExecuteNonQueryAsync() == 1 ? Answer.Sold : Answer.Refused;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Answer.Repeated;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
