using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>A parameter that takes a column's only value.</summary>
internal sealed class OnlyValue<T> : IOnlyValue
{
    private readonly Column<T> _column;

    public OnlyValue(Column<T> column)
    {
        _column = column;
        Parameter = new NpgsqlParameter<T> { NpgsqlDbType = column.ElementType };
    }

    public NpgsqlParameter<T> Parameter { get; }

    public void Take() => Parameter.TypedValue = _column.Values[0];
}
