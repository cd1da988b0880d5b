using Npgsql;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>One array parameter: filled anew for each batch, and sent without a copy.</summary>
internal sealed class Column<T> : IColumn
{
    public Column(NpgsqlDbType element) => ElementType = element;

    public NpgsqlDbType ElementType { get; }

    public List<T> Values { get; } = [];

    public void Add(T value) => Values.Add(value);

    public void Clear() => Values.Clear();

    public NpgsqlParameter ToParameter() => new NpgsqlParameter<List<T>> { TypedValue = Values, NpgsqlDbType = NpgsqlDbType.Array | ElementType };
}
