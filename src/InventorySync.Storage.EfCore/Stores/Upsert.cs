using System.Text;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>Adds rows or replaces them whole, many in one statement: what SQLite and PostgreSQL write alike and EF Core has no word for.</summary>
internal sealed class Upsert
{
    // Far below the number of parameters that either database takes in one statement.
    private const int ParametersMax = 1_000;

    private readonly string _head;
    private readonly string _tail;
    private readonly int _columns;

    public Upsert(string table, string[] keys, string[] columns)
    {
        _head = $"INSERT INTO {table} ({string.Join(", ", keys.Concat(columns))}) VALUES ";
        _tail = $" ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE SET {string.Join(", ", columns.Select(name => $"{name} = excluded.{name}"))}";
        _columns = keys.Length + columns.Length;
    }

    public async Task WriteAsync<T>(InventoryDbContext context, IReadOnlyList<T> items, Func<T, object?[]> values, CancellationToken cancellationToken)
    {
        foreach (var chunk in items.Chunk(ParametersMax / _columns))
        {
            var parameters = chunk.SelectMany(values).ToArray();
            await context.Database.ExecuteSqlRawAsync(Sql(chunk.Length), parameters!, cancellationToken).ConfigureAwait(false);
        }
    }

    private string Sql(int rows)
    {
        var sql = new StringBuilder(_head);
        for (var parameter = 0; parameter < rows * _columns; parameter++)
        {
            var isFirst = parameter % _columns == 0;
            sql.Append(isFirst ? (parameter == 0 ? "(" : "), (") : ", ").Append('{').Append(parameter).Append('}');
        }

        return sql.Append(')').Append(_tail).ToString();
    }
}
