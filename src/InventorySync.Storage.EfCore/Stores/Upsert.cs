using System.Text;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>Adds rows or replaces them, many in one statement: what SQLite and PostgreSQL write alike and EF Core has no word for.</summary>
internal sealed class Upsert
{
    // Far below the number of parameters that either database takes in one statement.
    private const int ParametersMax = 1_000;

    private readonly string _table;
    private readonly string _columns;
    private readonly string _tail;
    private readonly int _columnCount;

    /// <param name="table">The table, without schema and prefix.</param>
    /// <param name="keys">The columns of its key.</param>
    /// <param name="columns">The columns that are written either way.</param>
    /// <param name="ofNewRows">Columns that are written where the row is new.</param>
    public Upsert(string table, string[] keys, string[] columns, params string[] ofNewRows)
    {
        _table = table;
        _columns = string.Join(", ", keys.Concat(columns).Concat(ofNewRows));
        _tail = $" ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE SET {string.Join(", ", columns.Select(name => $"{name} = excluded.{name}"))}";
        _columnCount = keys.Length + columns.Length + ofNewRows.Length;
    }

    public async Task WriteAsync<T>(InventoryDbContext context, IReadOnlyList<T> items, Func<T, object?[]> values, CancellationToken cancellationToken)
    {
        foreach (var chunk in items.Chunk(ParametersMax / _columnCount))
        {
            var parameters = chunk.SelectMany(values).ToArray();
            await context.Database.ExecuteSqlRawAsync(Sql(context.Names, chunk.Length), parameters!, cancellationToken).ConfigureAwait(false);
        }
    }

    private string Sql(TableNames names, int rows)
    {
        var sql = new StringBuilder($"INSERT INTO {names.Qualifier}{_table} ({_columns}) VALUES ");
        for (var parameter = 0; parameter < rows * _columnCount; parameter++)
        {
            var isFirst = parameter % _columnCount == 0;
            sql.Append(isFirst ? (parameter == 0 ? "(" : "), (") : ", ").Append('{').Append(parameter).Append('}');
        }

        return sql.Append(')').Append(_tail).ToString();
    }
}
